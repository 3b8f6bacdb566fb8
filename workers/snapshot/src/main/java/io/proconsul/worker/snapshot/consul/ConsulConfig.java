package io.proconsul.worker.snapshot.consul;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the servers of clusters are reached. */
@ConfigMapping(prefix = "proconsul.consul")
public interface ConsulConfig {

    /** The HTTPS port of every server. */
    @WithDefault("8501")
    int httpsPort();

    /** How long a connection may take. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** How long one call may take; a snapshot, until its first byte. */
    @WithDefault("10s")
    Duration requestTimeout();

    /** How long every server has to have been healthy before another one is disturbed. */
    @WithDefault("10s")
    Duration stableFor();

    /** The largest snapshot that is taken. */
    @WithDefault("4294967296")
    long maxSnapshotBytes();
}
