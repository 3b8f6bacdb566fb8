package io.proconsul.gateway.fetch;

import java.io.IOException;
import java.net.URI;

/** Reads what somebody we have to believe publishes: signing keys, certificates. */
public interface JsonFetch {

    /**
     * The document there.
     *
     * @throws IOException if it could not be had, or is no JSON
     */
    String get(URI location) throws IOException;
}
