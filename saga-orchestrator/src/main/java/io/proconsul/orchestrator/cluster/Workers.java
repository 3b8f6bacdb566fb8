package io.proconsul.orchestrator.cluster;

/** Who does the steps: the suffix of the task topic. */
final class Workers {
    static final String INFRA = "infra";
    static final String CERT = "cert";
    static final String SNAPSHOT = "snapshot";

    private Workers() {}
}
