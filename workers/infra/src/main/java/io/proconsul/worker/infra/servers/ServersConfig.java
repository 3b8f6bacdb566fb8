package io.proconsul.worker.infra.servers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The machines that Consul runs on. */
@ConfigMapping(prefix = "proconsul.servers")
public interface ServersConfig {

    /** The VM image, with Consul and the host manager in it: the id of a gallery image or of one of its versions. */
    String imageId();

    /**
     * The folder with the programs of Consul that servers are given: in it one for each version, with its v, and in that the
     * file {@code consul}. Without it servers run the Consul of their image, and none is upgraded.
     */
    Optional<Path> consulPrograms();

    /** The size of each machine; one that is sold in the zones of every region that is offered. */
    @WithDefault("Standard_D2s_v5")
    String vmSize();

    /** Consul's data disk, in GiB. */
    @WithDefault("64")
    int dataDiskGib();
}
