package io.proconsul.worker.infra.configuration;

import java.util.List;

/**
 * What a server's host manager is to have on its disk.
 *
 * @param generation grows with each change; a host never goes back
 * @param action RESTART for what Consul reads only when it starts, RELOAD for the rest
 */
record Manifest(
        int schemaVersion,
        String clusterId,
        String node,
        long generation,
        String consulVersion,
        String minHostManager,
        String action,
        List<Entry> files) {

    private static final int SCHEMA_VERSION = 1;
    private static final String MIN_HOST_MANAGER = "0.1.0";

    record Entry(String path, String blob, String sha256, long size, String mode) {}

    static Manifest of(String clusterId, String node, String consulVersion, List<ConfigFile> files) {
        var entries = files.stream().map(ConfigFile::entry).toList();
        return new Manifest(SCHEMA_VERSION, clusterId, node, 1, consulVersion, MIN_HOST_MANAGER, "RESTART", entries);
    }

    /** This one after another: the other itself if it says the same, else its next generation. */
    Manifest after(Manifest other) {
        return other.equals(generation(other.generation())) ? other : generation(other.generation() + 1);
    }

    private Manifest generation(long number) {
        return new Manifest(schemaVersion, clusterId, node, number, consulVersion, minHostManager, action, files);
    }
}
