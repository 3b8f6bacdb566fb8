package io.proconsul.worker.snapshot.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where the last snapshot of a deleted cluster is kept. */
@ConfigMapping(prefix = "proconsul.archive")
public interface ArchiveConfig {

    /** The blob service of the control plane's own storage account. HTTPS. Without it no final snapshot is taken. */
    Optional<URI> blobEndpoint();

    /** The container in it; a lifecycle rule of the account deletes what has expired. */
    @WithDefault("snapshots")
    String container();
}
