package io.proconsul.orchestrator.cluster;

/** Who does the steps: the suffix of the task topic. */
public final class Workers {
    /** No worker, but the primary of a federation: the step is a command to that cluster. */
    public static final String PRIMARY = "primary";

    static final String INFRA = "infra";
    static final String CERT = "cert";
    static final String SNAPSHOT = "snapshot";

    private Workers() {}
}
