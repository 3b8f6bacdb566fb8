package io.proconsul.orchestrator.stream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a delay forwarder turning: after any error it begins anew from the committed offsets, a moment later. */
final class ForwarderThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForwarderThread.class);
    private static final Duration BEFORE_A_NEW_BEGINNING = Duration.ofSeconds(1);

    private final Supplier<OpenForwarder> open;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean turning;

    /** A forwarder with the clients that are closed after it. */
    interface OpenForwarder extends AutoCloseable {
        DelayForwarder forwarder();

        @Override
        void close();
    }

    ForwarderThread(Supplier<OpenForwarder> open) {
        this.open = open;
        this.thread = new Thread(this::run, "delay-forwarder");
    }

    void start() {
        thread.start();
    }

    /** Whether it has joined and turns. */
    boolean turning() {
        return turning && thread.isAlive();
    }

    private void run() {
        while (!stopped()) {
            try (var opened = open.get()) {
                opened.forwarder().begin();
                while (!stopped()) {
                    opened.forwarder().turn();
                    turning = true;
                }
            } catch (WakeupException stop) {
                return;
            } catch (RuntimeException broken) {
                turning = false;
                LOG.warn("the delay forwarder begins anew in {}", BEFORE_A_NEW_BEGINNING, broken);
                pause();
            }
        }
    }

    private void pause() {
        try {
            var unused = stopping.await(BEFORE_A_NEW_BEGINNING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            stopping.countDown();
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(5000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
