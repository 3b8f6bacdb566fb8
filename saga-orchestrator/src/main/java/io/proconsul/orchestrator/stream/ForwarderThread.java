package io.proconsul.orchestrator.stream;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a delay forwarder turning: after an error of Kafka's it begins anew from the committed offsets. */
final class ForwarderThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForwarderThread.class);

    private final Supplier<OpenForwarder> open;
    private final Thread thread;
    private final AtomicBoolean stopped = new AtomicBoolean();
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
        while (!stopped.get()) {
            try (var opened = open.get()) {
                opened.forwarder().begin();
                while (!stopped.get()) {
                    opened.forwarder().turn();
                    turning = true;
                }
            } catch (WakeupException stop) {
                return;
            } catch (KafkaException broken) {
                turning = false;
                LOG.warn("the delay forwarder begins anew after {}", broken.toString());
            }
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        try {
            thread.join(5000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
