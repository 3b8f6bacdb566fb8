package io.proconsul.orchestrator.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that failed: at once if it was long ago that one did, and ever later while they keep failing,
 * so that a trouble that lasts costs neither data nor the machine.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Pause pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Duration next = Duration.ZERO;
    private @Nullable Instant lastFailure;

    /** Lets time go by. */
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    ThreadReplacement(InstantSource clock) {
        this.clock = clock;
        this.pause = this::waitUnlessClosed;
    }

    ThreadReplacement(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        var wait = afterFailure();
        LOG.error("a stream thread failed and is replaced in {} ms", wait.toMillis(), failure);
        try {
            pause.take(wait);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized Duration afterFailure() {
        var now = clock.instant();
        var recent = lastFailure != null && lastFailure.plus(FORGOTTEN_AFTER).isAfter(now);
        lastFailure = now;
        var wait = recent ? next : Duration.ZERO;
        next = wait.isZero() ? FIRST : longer(wait);
        return wait;
    }

    private static Duration longer(Duration wait) {
        var twice = wait.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }

    private void waitUnlessClosed(Duration time) throws InterruptedException {
        var unused = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
