package io.proconsul.worker.loop;

import static io.proconsul.worker.loop.Samples.NOW;
import static io.proconsul.worker.loop.Samples.bytes;
import static io.proconsul.worker.loop.Samples.config;
import static io.proconsul.worker.loop.Samples.createSecrets;
import static io.proconsul.worker.loop.Samples.key;
import static io.proconsul.worker.loop.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.Done;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Dependencies;
import io.proconsul.worker.Dependency;
import io.proconsul.worker.Failures;
import io.proconsul.worker.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.TASKS_CERT.name(), 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], SpecificRecord> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), Samples.serializer());
    private final Lanes lanes = new Lanes(Threads.forTasks(4));
    private final CountDownLatch held = new CountDownLatch(1);
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Dependency outside = new Dependencies(config(Map.of()), new Failures(List.of())).named("outside");

    @AfterEach
    void close() {
        held.countDown();
        lanes.close();
    }

    @Test
    void finishedTasksAreCommitted() {
        var session = session(attempt -> Outcome.succeeded(new Done()), Map.of());

        run(session, () -> add(0, "c1"), () -> add(1, "c2"), this::idle, () -> {});

        assertThat(committed()).isEqualTo(2);
        assertThat(producer.history()).hasSize(2);
    }

    @Test
    void anUnfinishedTaskHoldsBackWhatCameAfterIt() {
        var session = session(this::holdSlow, Map.of());

        run(session, () -> add(0, "slow"), () -> add(1, "c2"), () -> answered(1), () -> {});

        assertThat(committed()).isZero();
    }

    @Test
    void aRevokedPartitionIsCommittedUpToWhatIsFinished() {
        var session = session(this::holdSlow, Map.of("proconsul.worker.commit-interval", "1h"));

        run(session, () -> add(0, "c1"), () -> answered(1), () -> add(1, "slow"), this::revoke, this::assign);

        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void aLostPartitionIsNotCommitted() {
        var session =
                session(attempt -> Outcome.succeeded(new Done()), Map.of("proconsul.worker.commit-interval", "1h"));

        run(session, () -> add(0, "c1"), this::idle, () -> session.onPartitionsLost(Set.of(PARTITION)));

        assertThat(committed()).isNegative();
    }

    @Test
    void aTaskThatWaitsWhenItsPartitionGoesIsNotBegun() {
        var session = session(
                attempt -> {
                    begun.add(attempt.step());
                    return holdSlow(attempt);
                },
                Map.of());

        run(
                session,
                () -> add(0, "slow"),
                () -> add(1, "slow"),
                () -> await().until(() -> begun.size() == 1),
                this::revoke);
        held.countDown();

        await().until(() -> lanes.unfinished() == 0);
        assertThat(begun).hasSize(1);
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void aTaskWhosePartitionIsLostMeanwhileCallsNobodyAndAnswersNothing() {
        var session = session(
                attempt -> {
                    begun.add(attempt.step());
                    var done = holdSlow(attempt);
                    outside.get(calls::incrementAndGet);
                    return done;
                },
                Map.of());

        run(
                session,
                () -> add(0, "slow"),
                () -> await().until(() -> begun.size() == 1),
                () -> session.onPartitionsLost(Set.of(PARTITION)),
                held::countDown,
                this::idle,
                () -> {});

        assertThat(calls).hasValue(0);
        assertThat(producer.history()).isEmpty();
        assertThat(committed()).isZero();
    }

    @Test
    void aTaskWaitsBeforeItsCallsWhileItsWorkerDoesNotKnowWhetherItIsInItsGroup() {
        var session = session(
                attempt -> {
                    begun.add(attempt.step());
                    outside.get(calls::incrementAndGet);
                    return Outcome.succeeded(new Done());
                },
                Map.of("proconsul.worker.lease", "0s"));

        run(session, () -> add(0, "c1"), () -> await().until(() -> begun.size() == 1), () -> {});

        assertThat(calls).hasValue(0);
        session.onPartitionsLost(Set.of(PARTITION));
        idle();
        assertThat(calls).hasValue(0);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void nothingMoreIsFetchedWhileTooMuchIsUnderWay() {
        var session = session(this::holdSlow, Map.of("proconsul.worker.max-unfinished", "2"));
        var paused = new ArrayList<Set<TopicPartition>>();

        run(
                session,
                () -> add(0, "slow"),
                () -> add(1, "slow"),
                () -> paused.add(Set.copyOf(consumer.paused())),
                held::countDown,
                this::idle,
                () -> paused.add(Set.copyOf(consumer.paused())));

        assertThat(paused).containsExactly(Set.of(PARTITION), Set.of());
    }

    @Test
    void aResultThatCannotBeWrittenEndsTheSessionWithoutACommit() {
        producer.sendException = new TimeoutException("no broker");
        var session = session(attempt -> Outcome.succeeded(new Done()), Map.of());

        assertThatThrownBy(() -> run(session, () -> add(0, "c1"), this::idle, () -> {}))
                .isInstanceOf(KafkaException.class);

        session.close(Duration.ZERO);
    }

    private Session session(Function<Attempt, Outcome> behaviour, Map<String, String> settings) {
        var handler = Samples.handler(behaviour, producer, Clock.fixed(NOW, ZoneOffset.UTC));
        var all = new HashMap<>(Map.of("proconsul.worker.rebalance-limit", "50ms"));
        all.putAll(settings);
        return new Session(consumer, lanes, handler, new WorkerStatus(new SimpleMeterRegistry()), config(all));
    }

    /** Runs the session with one of the steps before each poll, the first poll being the assignment. */
    private void run(Session session, Runnable... steps) {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(this::assign);
        var left = new CountDownLatch(steps.length + 2);
        for (var step : steps) {
            consumer.schedulePollTask(step);
        }
        session.run(() -> {
            left.countDown();
            return left.getCount() == 0;
        });
    }

    private Outcome holdSlow(Attempt attempt) {
        if (attempt.scope().getClusterName().equals("slow")) {
            await().until(() -> held.getCount() == 0);
        }
        return Outcome.succeeded(new Done());
    }

    private void add(long offset, String cluster) {
        var task = task(cluster, "secrets-" + offset, createSecrets(cluster), NOW.plusSeconds(60));
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset, key(cluster), bytes(task)));
    }

    private void assign() {
        consumer.rebalance(List.of(PARTITION));
    }

    private void revoke() {
        consumer.rebalance(List.of());
    }

    private void idle() {
        await().until(() -> lanes.unfinished() == 0);
    }

    private void answered(int results) {
        await().until(() -> producer.history().size() == results);
    }

    private long committed() {
        var offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return offset == null ? -1 : offset.offset();
    }
}
