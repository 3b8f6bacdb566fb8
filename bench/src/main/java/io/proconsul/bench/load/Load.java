package io.proconsul.bench.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Keeps so many sagas in flight: whenever one ends, the next begins. One in flight measures latency. */
final class Load {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final SagaClient client;
    private final int inFlight;
    private final int failAt;

    private Histogram latencies = histogram();
    private long ended;
    private long unexpected;

    /** @param failAt the step that fails for good; 0: none */
    Load(SagaClient client, int inFlight, int failAt) {
        this.client = client;
        this.inFlight = inFlight;
        this.failAt = failAt;
    }

    /**
     * What ended in a span of time.
     *
     * @param latencies from command to end, in microseconds
     */
    record Result(double seconds, long sagas, long errors, Histogram latencies) {}

    private static Histogram histogram() {
        return new Histogram(Duration.ofMinutes(10).toNanos() / 1000, 3);
    }

    /** Loads for that long, and counts what ends in it. What is in flight when it begins or ends goes on. */
    Result during(Duration span) {
        reset();
        long begin = System.nanoTime();
        long end = begin + span.toNanos();
        while (System.nanoTime() < end) {
            turn();
        }
        return result(begin);
    }

    /** Loads until so many have ended. */
    Result until(long sagas) {
        reset();
        long begin = System.nanoTime();
        while (ended < sagas) {
            turn();
        }
        return result(begin);
    }

    private void reset() {
        latencies = histogram();
        ended = 0;
        unexpected = 0;
    }

    private Result result(long begin) {
        return new Result((System.nanoTime() - begin) / 1e9, ended, unexpected, latencies);
    }

    private void turn() {
        while (client.running() < inFlight) {
            client.start(failAt);
        }
        client.poll(POLL, this::ended);
    }

    private void ended(SagaClient.Ended saga) {
        ended++;
        unexpected += saga.asExpected() ? 0 : 1;
        latencies.recordValue(saga.nanos() / 1000);
    }

    /** Begins nothing more, waits for the rest, and returns how many never ended. */
    int drain() {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (client.running() > 0 && System.nanoTime() < limit) {
            client.poll(POLL, this::ended);
        }
        return client.running();
    }
}
