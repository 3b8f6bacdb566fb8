package io.proconsul.orchestrator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The orchestrator's configuration, below {@code proconsul.orchestrator}. */
@ConfigMapping(prefix = "proconsul.orchestrator")
public interface OrchestratorConfig {

    /** Names the consumer group, the changelogs and the transactional ids; one per control plane. */
    @WithDefault("proconsul-orchestrator")
    String applicationId();

    /** Where the stores keep their files. */
    @WithDefault("state")
    String stateDir();

    /** Whether state lives in RocksDB; otherwise in memory, which is faster until it no longer fits. */
    @WithDefault("false")
    boolean stateOnDisk();

    /** Stream threads of this instance; at most as many as partitions do any work. */
    @WithDefault("1")
    int threads();

    /** Copies of the state on other instances; 1 as soon as there are two of them. */
    @WithDefault("0")
    int standbyReplicas();

    /** The longest that a transition waits for its commit while input keeps coming. */
    @WithDefault("100ms")
    Duration commitInterval();

    /** How long the thread blocks for input; bounds the latency of a commit when there is none. */
    @WithDefault("3ms")
    Duration poll();

    /** How soon a stream thread looks again for transitions left to commit. */
    @WithDefault("1ms")
    Duration commitCheck();

    /** How soon subjects whose time has come are looked for again: deadlines and short waits. */
    @WithDefault("10ms")
    Duration wakeCheck();

    /**
     * How long readers of cluster.state may wait for the news of a step, or longer where so many run that all cannot be
     * shown; what concerns the whole cluster comes at once.
     */
    @WithDefault("500ms")
    Duration viewInterval();

    /**
     * The versions of Consul that clusters whose policy allows it upgrade themselves to, such as v1.21.4; none: they do not. To be
     * the gateway's catalogue without its previews.
     */
    Optional<List<String>> consulVersions();

    /** Further settings of Kafka Streams, by their own names: security, replication and the like. */
    Map<String, String> streams();
}
