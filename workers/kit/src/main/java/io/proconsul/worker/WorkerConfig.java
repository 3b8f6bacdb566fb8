package io.proconsul.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.time.Duration;
import java.util.Map;

/** What a worker's operator may set; every key has a default but the topic, which each worker sets itself. */
@ConfigMapping(prefix = "proconsul.worker")
public interface WorkerConfig {

    /** Whether the loop starts with the application; a test of single activities turns it off. */
    @WithDefault("true")
    boolean enabled();

    /** The topic whose tasks this worker performs: tasks.infra, tasks.cert or tasks.snapshot. */
    String topic();

    /** The worker's name in the consumer group, in dead letters and in metrics. */
    @WithDefault("${quarkus.application.name}")
    String name();

    /** Kafka's bootstrap servers. */
    @WithDefault("${kafka.bootstrap.servers:localhost:9092}")
    String bootstrapServers();

    /** The schema registry. */
    @WithDefault("${schema.registry.url:http://localhost:8081}")
    String schemaRegistryUrl();

    /** Kafka's rebalance protocol: consumer (KIP-848) or classic. */
    @WithDefault("consumer")
    String groupProtocol();

    /** How many tasks run at once where the JVM has no virtual threads. */
    @WithDefault("32")
    int concurrency();

    /** From how many unfinished tasks on no more are fetched. */
    @WithDefault("256")
    int maxUnfinished();

    /** How often finished offsets are committed; a crash repeats at most the tasks of this long. */
    @WithDefault("200ms")
    Duration commitInterval();

    /**
     * How long after it was last known to be in its group the worker still begins calls to the outside; then it waits until it
     * knows. Less than {@code group.consumer.session.timeout.ms} of the brokers less their heartbeat interval.
     */
    @WithDefault("5s")
    Duration lease();

    /** How long a rebalance waits for the begun tasks of a partition that is taken away. */
    @WithDefault("5s")
    Duration rebalanceLimit();

    /** How long a shutdown waits for begun tasks; what is not finished by then is performed again elsewhere. */
    @WithDefault("20s")
    Duration shutdownLimit();

    /** How long to wait before Kafka is tried again after an error. */
    @WithDefault("1s")
    Duration reconnectBackoff();

    /** Any further property of the Kafka clients and the serializers, such as security.protocol. */
    Map<String, String> kafka();

    /** Limits of each dependency by its name; a name that is not configured gets the defaults. */
    @WithDefaults
    Map<String, Limits> dependencies();

    /** What is demanded of one dependency before it counts as down. */
    interface Limits {

        /** The longest one call may take, its wait for a turn included. */
        @WithDefault("30s")
        Duration timeLimit();

        /** Calls at once. */
        @WithDefault("16")
        int concurrentCalls();

        /** Calls that wait for their turn, within the time limit; the next one is refused as UNAVAILABLE. */
        @WithDefault("256")
        int queuedCalls();

        /** Of how many latest calls the share of outages is taken. */
        @WithDefault("10")
        int window();

        /** From which share of outages on, between 0 and 1, calls are refused without being tried. */
        @WithDefault("0.5")
        double outageRatio();

        /** How long calls are refused before one is let through to probe. */
        @WithDefault("5s")
        Duration openFor();
    }
}
