package io.proconsul.hostmanager.azure;

import java.nio.file.Path;
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

    /**
     * Writes a blob into a file that is not there yet.
     *
     * @param limit bytes; of a larger blob there is only a part in the file
     * @return why the file does not hold the blob; empty if it does
     */
    Optional<String> save(String blob, Path file, long limit);
}
