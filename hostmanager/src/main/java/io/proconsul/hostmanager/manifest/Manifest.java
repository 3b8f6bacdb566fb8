package io.proconsul.hostmanager.manifest;

import java.util.List;

/**
 * The configuration of one server, complete: what is not listed is not there.
 *
 * @param generation grows with every publication for this server; a host never goes back
 * @param consulVersion the Consul the files are meant for, with its v
 * @param minHostManager the oldest host manager that understands the files
 * @param action what a running Consul needs in order to use the files
 */
public record Manifest(
        int schemaVersion,
        String clusterId,
        String node,
        long generation,
        String consulVersion,
        String minHostManager,
        Action action,
        List<FileEntry> files) {

    /** The only schema this version understands. */
    public static final int SCHEMA_VERSION = 1;

    public Manifest {
        files = List.copyOf(files);
    }

    /** RELOAD is a SIGHUP; RESTART is decided by the orchestrator alone, one server at a time. */
    public enum Action {
        RELOAD,
        RESTART
    }
}
