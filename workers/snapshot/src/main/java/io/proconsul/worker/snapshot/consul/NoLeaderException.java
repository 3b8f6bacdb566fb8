package io.proconsul.worker.snapshot.consul;

/** None of a cluster's servers can say who leads it: they are down, unreachable or electing. */
public final class NoLeaderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoLeaderException(String clusterId) {
        super("no server of cluster " + clusterId + " answers with a leader");
    }
}
