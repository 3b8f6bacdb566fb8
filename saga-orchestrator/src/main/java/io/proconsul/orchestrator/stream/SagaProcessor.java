package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.Effect;
import io.proconsul.saga.engine.SagaEngine;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.RegistryException;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Task;
import io.proconsul.wire.Timer;
import io.proconsul.wire.state.DeadlineRecord;
import io.proconsul.wire.state.SubjectRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what comes in, asks the engine, and writes what it decided: state, journal, view, tasks, waits, events. All
 * of it is one Kafka transaction with the input's offset, so each transition takes effect exactly once. Does no I/O of
 * its own. What cannot be processed becomes a dead letter, and the stream goes on.
 */
final class SagaProcessor implements Processor<String, byte[], String, SpecificRecord> {
    static final String NAME = "sagas";
    static final String STATES = "states";
    static final String DEADLINES = "deadlines";

    /** Shorter waits than the shortest delay topic's are kept with the deadlines. */
    private static final Duration SHORTEST_DELAY = Topics.delays().get(0).delay();

    private final SagaEngine engine;
    private final InputReader reader;
    private final Views views;
    private final Pace pace;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, SubjectRecord> states;
    private Deadlines deadlines;
    private CommitPacer pacer;

    /** How often deadlines are looked at, and how fast a dry input is committed. */
    record Pace(Duration deadlines, Duration dryCommit, Duration commitGap) {}

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    SagaProcessor(SagaEngine engine, InputReader reader, Views views, Pace pace) {
        this.engine = engine;
        this.reader = reader;
        this.views = views;
        this.pace = pace;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> processorContext) {
        context = processorContext;
        states = context.getStateStore(STATES);
        deadlines = new Deadlines(context.getStateStore(DEADLINES));
        pacer = new CommitPacer(pace.commitGap().toMillis());
        context.schedule(pace.deadlines(), PunctuationType.WALL_CLOCK_TIME, this::fireDeadlines);
        context.schedule(pace.dryCommit(), PunctuationType.WALL_CLOCK_TIME, now -> {
            if (pacer.shouldCommit(now)) {
                context.commit();
            }
        });
    }

    @Override
    public void process(Record<String, byte[]> record) {
        pacer.processed();
        var topic = context.recordMetadata().map(RecordMetadata::topic).orElse("");
        var now = Instant.ofEpochMilli(record.timestamp());
        InputReader.Input input;
        try {
            input = reader.read(topic, record.key(), record.value());
        } catch (RegistryException unreachable) {
            throw unreachable; // says nothing about the record: the thread is replaced and reads it again
        } catch (RuntimeException unreadable) {
            bury(record, topic, unreadable);
            return;
        }
        var before = state(record.key(), input.scope());
        if (before == null) {
            return; // an answer or a timer of a cluster that was never heard of
        }
        Decision decision;
        try {
            decision = engine.decide(before, input.saga(), now);
        } catch (RuntimeException undecidable) {
            bury(record, topic, undecidable);
            return;
        }
        carryOut(before, decision, topic, record.value(), now, record.headers());
    }

    private void fireDeadlines(long nowMillis) {
        var now = Instant.ofEpochMilli(nowMillis);
        for (var due : deadlines.takeDue(now)) {
            pacer.processed();
            fire(due.deadline(), now);
        }
    }

    private void fire(DeadlineRecord deadline, Instant now) {
        var before = state(deadline.getKey(), null);
        if (before == null) {
            return;
        }
        var timer = new Timer(deadline.getSagaId(), deadline.getStep(), deadline.getEpoch(), now);
        var decision = engine.decide(before, Inputs.of(timer), now);
        var bytes = WireMessages.bytes(Payloads.pack(timer).getData());
        carryOut(before, decision, DEADLINES, bytes, now, new RecordHeaders());
    }

    private void carryOut(
            SubjectState before, Decision decision, String source, byte[] input, Instant now, Headers headers) {
        var scope = scope(before);
        var out = new Outlet(context, before.key(), now, headers);
        if (decision.transition()) {
            var after = StateCodec.encode(decision.state());
            states.put(before.key(), after);
            out.send(Topics.SAGA_JOURNAL, Journal.entry(source, input, decision, after, now));
            out.send(Topics.CLUSTER_STATE, views.of(scope, decision, now));
            ClusterEvents.of(scope, before, decision).forEach(event -> out.send(Topics.CLUSTER_EVENTS, event));
        }
        for (var effect : decision.effects()) {
            perform(effect, decision, scope, out, now);
        }
    }

    private @Nullable SubjectState state(String key, @Nullable Scope scope) {
        var known = states.get(key);
        if (known != null) {
            return StateCodec.decode(known);
        }
        return scope == null ? null : SubjectState.unknown(key, WireMessages.fromWire(Payloads.pack(scope)));
    }

    private static Scope scope(SubjectState state) {
        return Payloads.unpack(WireMessages.toWire(state.identity()), Scope.class);
    }

    private void perform(Effect effect, Decision decision, Scope scope, Outlet out, Instant now) {
        var key = decision.state().key();
        if (effect instanceof Effect.SendTask task) {
            var clusterId = Ids.clusterId(scope, decision.state().incarnation());
            out.sendTask(task.worker(), task(task, scope, clusterId));
        } else if (effect instanceof Effect.StartTimer timer) {
            var wait = Duration.between(now, timer.dueAt());
            if (wait.compareTo(SHORTEST_DELAY) < 0) {
                deadlines.add(key, timer.sagaId(), timer.step(), timer.epoch(), timer.dueAt());
            } else {
                out.send(
                        Topics.delayFor(wait).topic(),
                        new Timer(timer.sagaId(), timer.step(), timer.epoch(), timer.dueAt()));
            }
        } else if (effect instanceof Effect.StartDeadline deadline) {
            deadlines.add(key, deadline.sagaId(), deadline.step(), deadline.epoch(), deadline.dueAt());
        } else if (effect instanceof Effect.CancelDeadline deadline) {
            deadlines.remove(key, deadline.epoch(), deadline.dueAt());
        }
    }

    private static Task task(Effect.SendTask task, Scope scope, String clusterId) {
        return new Task(
                Ids.taskId(task.sagaId(), task.step(), task.attempt(), task.epoch()),
                task.sagaId(),
                clusterId,
                scope,
                task.step(),
                task.direction().name(),
                task.attempt(),
                task.epoch(),
                WireMessages.toWire(task.command()),
                task.continuation(),
                task.answerBy());
    }

    private void bury(Record<String, byte[]> record, String topic, RuntimeException why) {
        var metadata = context.recordMetadata();
        var at = Instant.ofEpochMilli(record.timestamp());
        var key = record.key() == null ? "" : record.key();
        new Outlet(context, key, at, record.headers())
                .send(
                        Topics.DEAD_LETTERS,
                        new DeadLetter(
                                topic,
                                metadata.map(RecordMetadata::partition).orElse(-1),
                                metadata.map(RecordMetadata::offset).orElse(-1L),
                                at,
                                "saga-orchestrator",
                                why.getClass().getSimpleName() + ": " + why.getMessage(),
                                record.key() == null
                                        ? null
                                        : ByteBuffer.wrap(record.key().getBytes(StandardCharsets.UTF_8)),
                                record.value() == null ? null : ByteBuffer.wrap(record.value())));
    }
}
