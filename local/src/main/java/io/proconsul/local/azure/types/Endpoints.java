package io.proconsul.local.azure.types;

/** Where the data planes are reached; known once their listeners are up. */
public interface Endpoints {
    /** The base of all blob endpoints, without a slash at the end. */
    String blob();
}
