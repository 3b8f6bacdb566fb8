package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.SagaEngine;
import io.proconsul.saga.engine.SagaState;
import io.proconsul.saga.engine.StepState;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.RegistryException;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Timer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what comes in, asks the engine, and writes what it decided: state, journal, view, tasks, waits, events. All
 * of it is one Kafka transaction with the input's offset, so each transition takes effect exactly once. Does no I/O of
 * its own. What cannot be processed becomes a dead letter, and the stream goes on.
 */
final class SagaProcessor implements Processor<String, byte[], String, SpecificRecord> {
    static final String NAME = "sagas";
    static final String STATES = "states";
    static final String WAKES = "wakes";

    private final SagaEngine engine;
    private final SchemaRegistry registry;
    private final InputReader reader;
    private final Views views;
    private final Pace pace;
    private final Supplier<CommitPacer> pacers;

    private ProcessorContext<String, SpecificRecord> context;
    private Subjects subjects;
    private Wakes wakes;
    private Consequences consequences;
    private CommitPacer pacer;

    /**
     * How often a thread looks around.
     *
     * @param wakes for subjects whose time has come
     * @param commits for what was left to commit
     * @param views how long readers may wait for the news of a step
     */
    record Pace(Duration wakes, Duration commits, Duration views) {}

    /** @param pacers gives every task of a thread the same one */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    SagaProcessor(SagaEngine engine, SchemaRegistry registry, Views views, Pace pace, Supplier<CommitPacer> pacers) {
        this.engine = engine;
        this.registry = registry;
        this.reader = new InputReader(registry);
        this.views = views;
        this.pace = pace;
        this.pacers = pacers;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> processorContext) {
        context = processorContext;
        subjects = new Subjects(context.getStateStore(STATES), registry);
        wakes = new Wakes(context.getStateStore(WAKES));
        consequences = new Consequences(subjects, wakes, views, new ViewPacer(pace.views()));
        pacer = pacers.get();
        context.schedule(pace.wakes(), PunctuationType.WALL_CLOCK_TIME, this::wakeDue);
        context.schedule(pace.commits(), PunctuationType.WALL_CLOCK_TIME, now -> pace(pacer.due(System.nanoTime())));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        hear(record);
        pace(pacer.processed(System.nanoTime()));
    }

    private void hear(Record<String, byte[]> record) {
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
        var before = known(record.key(), input.scope());
        if (before == null) {
            return; // an answer or a timer of a cluster that was never heard of
        }
        Decision decision;
        try {
            decision = engine.decide(before.state(), input.saga(), now);
        } catch (RuntimeException undecidable) {
            bury(record, topic, undecidable);
            return;
        }
        consequences.of(
                before, decision, topic, record.value(), now, new Outlet(context, record.key(), now, record.headers()));
    }

    private Subjects.@Nullable Known known(String key, @Nullable Scope scope) {
        var known = subjects.find(key);
        return known == null && scope != null ? Subjects.unknown(key, scope) : known;
    }

    private void wakeDue(long nowMillis) {
        var now = Instant.ofEpochMilli(nowMillis);
        for (var key : wakes.takeDue(now)) {
            wake(key, now);
            pace(pacer.processed(System.nanoTime()));
        }
    }

    /** Fires what is due, shows what was left out, and sets the next wake. */
    private void wake(String key, Instant now) {
        var out = new Outlet(context, key, now, new RecordHeaders());
        due(key, now).forEach(timer -> fire(key, timer, now, out));
        var known = subjects.find(key);
        if (known != null && known.state().active() != null) {
            consequences.catchUp(known, now, out);
            nextWake(known.state().active(), now).ifPresent(at -> wakes.by(key, at));
        }
    }

    private List<Timer> due(String key, Instant now) {
        var known = subjects.find(key);
        var active = known == null ? null : known.state().active();
        if (active == null) {
            return List.of();
        }
        return active.steps().stream()
                .filter(step -> step.outstanding() || step.waiting())
                .filter(step -> !step.dueAt().isAfter(now))
                .map(step -> new Timer(active.operationId(), step.name(), step.epoch(), now))
                .toList();
    }

    /** The end of a longer wait comes out of a delay topic. */
    private static Optional<Instant> nextWake(SagaState saga, Instant now) {
        var near = now.plus(Consequences.SHORTEST_DELAY);
        return saga.steps().stream()
                .filter(step ->
                        step.outstanding() || (step.waiting() && step.dueAt().isBefore(near)))
                .map(StepState::dueAt)
                .min(Comparator.naturalOrder());
    }

    private void fire(String key, Timer timer, Instant now, Outlet out) {
        var before = Objects.requireNonNull(subjects.find(key));
        var decision = engine.decide(before.state(), Inputs.of(timer), now);
        consequences.of(
                before, decision, WAKES, WireMessages.bytes(Payloads.pack(timer).getData()), now, out);
    }

    private void pace(boolean commit) {
        if (commit) {
            context.commit();
        }
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
