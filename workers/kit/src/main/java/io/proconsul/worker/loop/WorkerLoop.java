package io.proconsul.worker.loop;

import io.proconsul.schemas.Topics;
import io.proconsul.worker.WorkerConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Keeps a worker in its consumer group: one {@link Session} after another, each from the committed offsets, until it is
 * stopped.
 */
public final class WorkerLoop {

    private static final Logger LOG = Logger.getLogger(WorkerLoop.class);
    private static final Duration TOPICS_LIMIT = Duration.ofSeconds(10);

    private final Runnable preparations;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Lanes lanes;
    private final TaskHandler handler;
    private final WorkerStatus status;
    private final WorkerConfig config;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /** @param preparations done once, before the first session */
    WorkerLoop(
            Runnable preparations,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Lanes lanes,
            TaskHandler handler,
            WorkerStatus status,
            WorkerConfig config) {
        this.preparations = preparations;
        this.consumers = consumers;
        this.lanes = lanes;
        this.handler = handler;
        this.status = status;
        this.config = config;
        this.thread = new Thread(this::run, "worker-loop");
    }

    void start() {
        thread.start();
    }

    /**
     * Stops taking tasks and waits, within the configured limit, for those that were begun. What is not finished by then
     * is interrupted and can no longer answer.
     */
    void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(config.shutdownLimit()
                .plus(config.rebalanceLimit().multipliedBy(2))
                .toMillis());
        handler.close();
        lanes.close();
    }

    /** False once the loop has ended, by being stopped or by an error that it could not survive. */
    boolean alive() {
        return thread.isAlive();
    }

    private void run() {
        preparations.run();
        while (!stopped()) {
            try {
                session();
            } catch (KafkaException e) {
                status.notReady(String.valueOf(e.getMessage()));
                LOG.warnf(e, "The worker starts again from its committed offsets in %s", config.reconnectBackoff());
                pause();
            }
        }
        status.notReady("stopped");
    }

    private void session() {
        var consumer = consumers.get();
        var session = new Session(consumer, lanes, handler, status, config);
        try {
            requireTopics(consumer);
            session.run(this::stopped);
        } finally {
            session.close(stopped() ? config.shutdownLimit() : config.rebalanceLimit());
        }
    }

    private void requireTopics(Consumer<byte[], byte[]> consumer) {
        var existing = consumer.listTopics(TOPICS_LIMIT).keySet();
        var missing =
                topics().stream().filter(topic -> !existing.contains(topic)).toList();
        if (!missing.isEmpty()) {
            throw new KafkaException("Topics are missing: " + missing);
        }
    }

    private List<String> topics() {
        return List.of(
                config.topic(), Topics.TASK_RESULTS.name(), Topics.TASK_PROGRESS.name(), Topics.DEAD_LETTERS.name());
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void pause() {
        try {
            var unused = stopping.await(config.reconnectBackoff().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }
}
