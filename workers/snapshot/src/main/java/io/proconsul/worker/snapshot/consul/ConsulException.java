package io.proconsul.worker.snapshot.consul;

/** Consul answered, but not as asked. The message has Consul's own words, which name accessors but never secrets. */
public final class ConsulException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    public ConsulException(int status, String call, String answer) {
        super("Consul answered %d to %s: %s".formatted(status, call, answer));
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Whether the same request will be answered in the same way again; an outage and a rate limit pass. */
    public boolean isRefusal() {
        return status < 500 && status != 429;
    }
}
