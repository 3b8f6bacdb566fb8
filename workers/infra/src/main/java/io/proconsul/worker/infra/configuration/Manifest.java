package io.proconsul.worker.infra.configuration;

import java.util.List;
import java.util.TreeMap;

/**
 * What a server's host manager is to have on its disk.
 *
 * @param generation grows with each change; a host never goes back
 * @param action RESTART for what Consul reads only when it starts, RELOAD for the rest
 * @param programs the Consul to run; none: the one that is in the machine's image
 * @param auditContainer URL of the container that the audit log is copied to; empty if it is not
 */
record Manifest(
        int schemaVersion,
        String clusterId,
        String node,
        long generation,
        String consulVersion,
        String minHostManager,
        String action,
        List<Entry> files,
        List<Program> programs,
        String auditContainer) {

    private static final int SCHEMA_VERSION = 2;
    private static final String MIN_HOST_MANAGER = "0.1.0";

    @SuppressWarnings("NullAway") // of the first schema, which had no programs and no audit log
    Manifest {
        files = List.copyOf(files);
        programs = programs == null ? List.of() : List.copyOf(programs);
        auditContainer = auditContainer == null ? "" : auditContainer;
    }

    record Entry(String path, String blob, String sha256, long size, String mode) {}

    record Program(String blob, String sha256, long size) {

        static Program of(String sha256, long size) {
            return new Program(ConfigFile.BLOBS + sha256, sha256, size);
        }
    }

    static Manifest of(
            String clusterId, String node, String consulVersion, List<ConfigFile> files, List<Program> programs) {
        return new Manifest(
                SCHEMA_VERSION,
                clusterId,
                node,
                1,
                consulVersion,
                MIN_HOST_MANAGER,
                "RESTART",
                files.stream().map(ConfigFile::entry).toList(),
                programs,
                "");
    }

    /** The first of another server, which is to have the same. */
    Manifest of(String otherNode) {
        return new Manifest(
                SCHEMA_VERSION,
                clusterId,
                otherNode,
                1,
                consulVersion,
                minHostManager,
                "RESTART",
                files,
                programs,
                auditContainer);
    }

    /** The same server with another Consul, for which it restarts. */
    Manifest running(String version, Program program) {
        return new Manifest(
                SCHEMA_VERSION,
                clusterId,
                node,
                generation,
                version,
                minHostManager,
                "RESTART",
                files,
                List.of(program),
                auditContainer);
    }

    /** The same server without a file, for which it restarts. */
    Manifest without(String path) {
        var rest = files.stream().filter(file -> !file.path().equals(path)).toList();
        return restarted(rest, auditContainer);
    }

    /** The same server with its audit log copied to the container; empty for none. */
    Manifest auditedTo(String container) {
        return restarted(files, container);
    }

    /** The same server with these files in the place of those of their paths, for which it restarts. */
    Manifest with(List<ConfigFile> changed) {
        var all = new TreeMap<String, Entry>();
        files.forEach(file -> all.put(file.path(), file));
        changed.forEach(file -> all.put(file.entry().path(), file.entry()));
        return restarted(List.copyOf(all.values()), auditContainer);
    }

    private Manifest restarted(List<Entry> changed, String container) {
        return new Manifest(
                SCHEMA_VERSION,
                clusterId,
                node,
                generation,
                consulVersion,
                minHostManager,
                "RESTART",
                changed,
                programs,
                container);
    }

    /** This one after another: the other itself if it says the same, else its next generation. */
    Manifest after(Manifest other) {
        return other.equals(generation(other.generation())) ? other : generation(other.generation() + 1);
    }

    private Manifest generation(long number) {
        return new Manifest(
                schemaVersion,
                clusterId,
                node,
                number,
                consulVersion,
                minHostManager,
                action,
                files,
                programs,
                auditContainer);
    }
}
