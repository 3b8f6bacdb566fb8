package io.proconsul.worker.infra.servers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The machines that Consul runs on. */
@ConfigMapping(prefix = "proconsul.servers")
public interface ServersConfig {

    /** The VM image, with Consul and the host manager in it: the id of a gallery image or of one of its versions. */
    String imageId();

    /** The size of each machine; one that is sold in the zones of every region that is offered. */
    @WithDefault("Standard_D2s_v5")
    String vmSize();

    /** Consul's data disk, in GiB. */
    @WithDefault("64")
    int dataDiskGib();
}
