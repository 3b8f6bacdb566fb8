package io.proconsul.worker.loop;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the loop knows of itself, for health checks and gauges. Written by the loop, read by anyone. */
public final class WorkerStatus {

    private volatile String trouble = "not started";
    private final AtomicLong lag = new AtomicLong();
    private final AtomicInteger unfinished = new AtomicInteger();

    public WorkerStatus(MeterRegistry meters) {
        meters.gauge("proconsul.tasks.lag", lag);
        meters.gauge("proconsul.tasks.unfinished", unfinished);
    }

    void polled(boolean joined, int unfinished) {
        this.trouble = joined ? "" : "joining the consumer group";
        this.unfinished.set(unfinished);
    }

    void lagging(long records) {
        lag.set(records);
    }

    void notReady(String reason) {
        trouble = reason;
    }

    /** Why no tasks are performed; empty if they are. */
    public String trouble() {
        return trouble;
    }
}
