package io.proconsul.hostmanager.manifest;

import java.util.List;
import java.util.Optional;

/**
 * The configuration of one server, complete: what is not listed is not there.
 *
 * @param generation grows with every publication for this server; a host never goes back
 * @param consulVersion the Consul the files are meant for, with its v
 * @param minHostManager the oldest host manager that understands the files
 * @param action what a running Consul needs in order to use the files
 * @param programs the Consul to run, at most one; none: the one in this host's image
 * @param auditContainer URL of the container that Consul's audit log is copied to; empty if it is not
 */
public record Manifest(
        int schemaVersion,
        String clusterId,
        String node,
        long generation,
        String consulVersion,
        String minHostManager,
        Action action,
        List<FileEntry> files,
        List<ProgramEntry> programs,
        String auditContainer) {
    /** The newest schema this version understands; the first one had no programs and no audit log. */
    public static final int SCHEMA_VERSION = 2;

    public Manifest {
        files = List.copyOf(files);
        programs = List.copyOf(programs);
    }

    /** The Consul to run; empty: the one in this host's image. */
    public Optional<ProgramEntry> program() {
        return programs.stream().findFirst();
    }

    /** RELOAD is a SIGHUP; RESTART is decided by the orchestrator alone, one server at a time. */
    public enum Action {
        RELOAD,
        RESTART
    }
}
