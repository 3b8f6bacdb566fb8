package io.proconsul.hostmanager.azure;

import java.io.IOException;

/** Somebody's container, to which this host may add. */
public interface LogContainer {

    /**
     * Writes a blob unless one of its name is there.
     *
     * @return how many bytes the one that is there then has
     * @throws IOException saying why that is not known
     */
    long put(String blob, byte[] content) throws IOException;
}
