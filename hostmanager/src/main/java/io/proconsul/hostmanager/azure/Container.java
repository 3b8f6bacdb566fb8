package io.proconsul.hostmanager.azure;

import java.util.Optional;

/** Read access to this cluster's configuration. */
public interface Container {

    /**
     * Reads a blob whole.
     *
     * @param etag of the version already known
     * @param limit bytes; a larger blob is Unavailable
     */
    Fetched fetch(String blob, Optional<String> etag, long limit);
}
