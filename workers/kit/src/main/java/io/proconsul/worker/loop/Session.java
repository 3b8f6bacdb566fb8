package io.proconsul.worker.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.worker.Tenure;
import io.proconsul.worker.TenureLostException;
import io.proconsul.worker.WorkerConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One membership in the consumer group. It ends when the worker stops, or when Kafka or a result fails for good; the
 * next one then starts from the committed offsets, which never pass an unfinished task.
 *
 * <p>All methods are called by the thread of the loop; only tasks run elsewhere. As that thread does nothing but poll
 * and commit, however slow an activity is, the group never takes the worker for dead.
 */
final class Session implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration POLL_WHILE_FULL = Duration.ofMillis(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Lanes lanes;
    private final TaskHandler handler;
    private final WorkerStatus status;
    private final WorkerConfig config;
    private final Map<TopicPartition, AssignedPartition> partitions = new HashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Lease lease;
    private long lastCommit = System.nanoTime();

    Session(
            Consumer<byte[], byte[]> consumer,
            Lanes lanes,
            TaskHandler handler,
            WorkerStatus status,
            WorkerConfig config) {
        this.consumer = consumer;
        this.lanes = lanes;
        this.handler = handler;
        this.status = status;
        this.config = config;
        this.lease = new Lease(config.lease());
    }

    /** Performs tasks until told to stop. */
    void run(BooleanSupplier stopping) {
        consumer.subscribe(List.of(config.topic()), this);
        while (!stopping.getAsBoolean()) {
            consumer.poll(consumer.paused().isEmpty() ? POLL : POLL_WHILE_FULL).forEach(this::take);
            var failed = failure.get();
            if (failed != null) {
                throw new KafkaException("A task could not be read or its result not be written", failed);
            }
            if (isTimeToCommit()) {
                commit();
                status.lagging(lag());
            }
            applyBackPressure();
            status.polled(consumer.groupMetadata().generationId() >= 0, lanes.unfinished());
        }
    }

    /** Begins nothing more, waits for what was begun, commits what is finished, and leaves the group. */
    void close(Duration limit) {
        try {
            release(List.copyOf(partitions.keySet()), limit);
        } finally {
            consumer.close(CloseOptions.timeout(config.rebalanceLimit()));
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        lease.renew(System.nanoTime());
        assigned.forEach(partition -> partitions.put(partition, new AssignedPartition()));
        LOG.infof("Assigned: %s", assigned);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        release(revoked, config.rebalanceLimit());
        LOG.infof("Revoked: %s", revoked);
    }

    /** Somebody else owns them already: what was begun has no more effects, and nothing is committed. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        lost.stream().map(partitions::remove).filter(taken -> taken != null).forEach(AssignedPartition::end);
        LOG.warnf("Lost: %s", lost);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        var partition = partitions.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), taken -> new AssignedPartition());
        partition.accept(record.offset());
        lanes.submit(lane(record), () -> perform(partition, record));
    }

    private void perform(AssignedPartition partition, ConsumerRecord<byte[], byte[]> record) {
        if (!partition.begin()) {
            return;
        }
        var answer = Tenure.within(() -> lease.covers(partition), () -> handle(record));
        var unused = answer.whenComplete((done, failed) -> {
            if (failed == null) {
                partition.finish(record.offset());
            } else {
                partition.abandon();
                if (!(failed instanceof TenureLostException)) {
                    failure.compareAndSet(null, failed);
                }
            }
        });
    }

    private CompletableFuture<Void> handle(ConsumerRecord<byte[], byte[]> record) {
        try {
            return handler.handle(record);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The key is the cluster's scope; a record without one is alone with its partition. */
    private static String lane(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? record.topic() + "-" + record.partition() : new String(record.key(), UTF_8);
    }

    private void release(Collection<TopicPartition> released, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        var owned = released.stream().filter(partitions::containsKey).toList();
        owned.forEach(partition -> taken(partition).lose());
        owned.forEach(
                partition -> taken(partition).awaitBegun(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
        owned.forEach(partition -> taken(partition).end());
        try {
            consumer.commitSync(finished(owned), config.rebalanceLimit());
        } catch (KafkaException e) {
            LOG.warnf("Offsets of %s were not committed, their last tasks will be repeated: %s", owned, e.getMessage());
        }
        owned.forEach(partitions::remove);
    }

    private boolean isTimeToCommit() {
        return System.nanoTime() - lastCommit >= config.commitInterval().toNanos();
    }

    /** Also renews the lease, and is made for that alone where tasks take long. */
    private void commit() {
        long now = System.nanoTime();
        lastCommit = now;
        var offsets = finished(partitions.keySet());
        if (offsets.isEmpty() && lease.fades(now)) {
            offsets = underWay();
        }
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (committed, failed) -> committed(committed, now, failed));
        }
    }

    private void committed(Map<TopicPartition, OffsetAndMetadata> offsets, long asked, @Nullable Exception failed) {
        if (failed != null) {
            LOG.debugf("Offsets are committed later: %s", failed.getMessage());
            return;
        }
        lease.renew(asked);
        offsets.forEach((partition, offset) -> {
            var taken = partitions.get(partition);
            if (taken != null) {
                taken.committed(offset.offset());
            }
        });
    }

    private Map<TopicPartition, OffsetAndMetadata> finished(Collection<TopicPartition> of) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        of.forEach(partition -> taken(partition)
                .committable()
                .ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset))));
        return offsets;
    }

    private Map<TopicPartition, OffsetAndMetadata> underWay() {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        partitions.forEach((partition, taken) ->
                taken.prefix().ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset))));
        return offsets;
    }

    private AssignedPartition taken(TopicPartition partition) {
        return Objects.requireNonNull(partitions.get(partition));
    }

    private void applyBackPressure() {
        var unfinished = lanes.unfinished();
        if (unfinished >= config.maxUnfinished()) {
            consumer.pause(consumer.assignment());
        } else if (unfinished <= config.maxUnfinished() / 2) {
            consumer.resume(consumer.paused());
        }
    }

    /** The consumer's network thread has to be asked, so not each time something is polled. */
    private long lag() {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }
}
