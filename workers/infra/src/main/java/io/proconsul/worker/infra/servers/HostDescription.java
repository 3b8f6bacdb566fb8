package io.proconsul.worker.infra.servers;

/**
 * All that a new machine is told: who it is, and where to read the rest. No secret is in it, since anyone on the machine
 * can read it.
 */
record HostDescription(
        int schemaVersion,
        String clusterId,
        String node,
        String blobEndpoint,
        String container,
        String manifestPath,
        String identityClientId) {

    static final String PATH = "/etc/proconsul/host.json";
}
