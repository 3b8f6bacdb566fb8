package io.proconsul.orchestrator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.SagaEngine;
import io.proconsul.schemas.ConsulVersion;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.RegistryException;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Topics;
import io.proconsul.schemas.letters.Brief;
import io.proconsul.schemas.letters.LostTimer;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes what comes in, asks the engine, and writes what it decided: state, journal, view, tasks, waits, events. All
 * of it is one Kafka transaction with the input's offset, so each transition takes effect exactly once. Does no I/O of
 * its own. What cannot be processed becomes a dead letter, and the stream goes on.
 */
final class SagaProcessor implements Processor<byte[], byte[], String, SpecificRecord> {
    static final String NAME = "sagas";
    static final String STATES = "states";
    static final String WAKES = "wakes";

    private static final Logger LOG = LoggerFactory.getLogger(SagaProcessor.class);

    private final SagaEngine engine;
    private final SchemaRegistry registry;
    private final InputReader reader;
    private final Views views;
    private final Shared shared;

    private ProcessorContext<String, SpecificRecord> context;
    private Subjects subjects;
    private Wakes wakes;
    private FoundWakes found;
    private Consequences consequences;
    private Schedules schedules;
    private ViewPacer viewPacer;
    private CommitPacer pacer;
    private Lookout wakeLookout;
    private Lookout viewLookout;
    private Lookout commitLookout;
    private Burial burial;
    private RunningSagas running;

    /**
     * How soon a look follows the one before.
     *
     * @param wakes for subjects whose time has come
     * @param commits for what was left to commit
     * @param views how long readers may wait for the news of a step
     */
    record Pace(Duration wakes, Duration commits, Duration views) {}

    /**
     * What the processors of one instance have in common.
     *
     * @param offered the versions that clusters may upgrade themselves to
     */
    record Shared(Pace pace, Pacers pacers, Suspects suspects, SagaMeters meters, List<ConsulVersion> offered) {

        /** Where no cluster upgrades itself. */
        Shared(Pace pace, Pacers pacers, Suspects suspects, SagaMeters meters) {
            this(pace, pacers, suspects, meters, List.of());
        }
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    SagaProcessor(SagaEngine engine, SchemaRegistry registry, Views views, Shared shared) {
        this.engine = engine;
        this.registry = registry;
        this.reader = new InputReader(registry);
        this.views = views;
        this.shared = shared;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> processorContext) {
        context = processorContext;
        var pace = shared.pace();
        subjects = new Subjects(context.getStateStore(STATES), registry);
        wakes = new Wakes(context.getStateStore(WAKES));
        found = wakes.found();
        viewPacer = new ViewPacer(pace.views());
        schedules = new Schedules(wakes, shared.offered());
        consequences = new Consequences(subjects, wakes, views, viewPacer, schedules);
        pacer = shared.pacers().ofThisThread();
        burial = new Burial(context, shared.meters());
        running = shared.meters().partition();
        wakeLookout = new Lookout(context, pace.wakes(), this::wakeDue);
        viewLookout = new Lookout(context, pace.views().dividedBy(10), this::showStale);
        commitLookout = new Lookout(context, pace.commits(), now -> pace(pacer.due(System.nanoTime())));
        lookOut();
    }

    private void lookOut() {
        wakes.first().ifPresent(wakeLookout::by);
        viewPacer.first().ifPresent(viewLookout::by);
        if (found.more()) {
            viewLookout.by(context.currentSystemTimeMs());
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var source = context.recordMetadata().orElseThrow();
        pacer.backlog().processed(source.topic(), source.partition(), source.offset());
        take(record, source);
        lookOut();
        pace(pacer.processed(System.nanoTime()));
    }

    private void take(Record<byte[], byte[]> record, RecordMetadata source) {
        shared.meters().taken(source.topic(), record.timestamp());
        var input = new Suspects.Input(source.topic(), source.partition(), source.offset());
        var suspicion = shared.suspects().take(input);
        if (suspicion.isPresent()) {
            bury(record, source, suspicion.get());
            return;
        }
        var lostTimer = source.topic().equals(Topics.TIMERS_DUE.name()) && record.value() == null
                ? LostTimer.in(record.headers())
                : Optional.<DeadLetter>empty();
        if (lostTimer.isPresent()) {
            park(record, lostTimer.get());
        } else {
            hear(record, source);
        }
    }

    private void hear(Record<byte[], byte[]> record, RecordMetadata source) {
        var now = Instant.ofEpochMilli(record.timestamp());
        InputReader.Input input;
        Subjects.Known before;
        Decision decision;
        try {
            input = reader.read(source.topic(), key(record), record.value());
            before = known(input.key(), input.scope());
            if (before == null) {
                return; // an answer or a timer of a cluster that was never heard of
            }
            decision = engine.decide(before.state(), input.saga(), now);
        } catch (RegistryException unreachable) {
            throw unreachable; // says nothing about the record: the thread is replaced and reads it again
        } catch (RuntimeException unprocessable) {
            var reason = unprocessable.getClass().getSimpleName() + ": " + unprocessable.getMessage();
            bury(record, source, new Suspects.Suspicion(reason, 0));
            return;
        }
        var out = new Outlet(context, before.state().key(), now, record.headers());
        carryOut(before, decision, source.topic(), record.value(), now, out);
        consequences.answer(input.asked(), decision.state(), out);
    }

    private void carryOut(
            Subjects.Known before, Decision decision, String source, byte[] input, Instant now, Outlet out) {
        shared.meters().decided(decision);
        running.moved(decision.state());
        consequences.of(before, decision, source, input, now, out);
    }

    private void bury(Record<byte[], byte[]> record, RecordMetadata source, Suspects.Suspicion suspicion) {
        var letter = burial.bury(record, source, suspicion.reason());
        if (suspicion.failures() < 2) { // else it fails even to be parked
            park(record, letter);
        }
    }

    /** What may have been the answer or the end of the wait that a saga needs must not be missed in silence. */
    private void park(Record<byte[], byte[]> record, DeadLetter letter) {
        var key = key(record);
        if (key != null) {
            var now = Instant.ofEpochMilli(record.timestamp());
            park(key, letter, now, new Outlet(context, key, now, record.headers()));
        }
    }

    private void park(String key, DeadLetter letter, Instant now, Outlet out) {
        var lost = Inputs.of(letter);
        var before = lost.isEmpty() ? null : subjects.find(key);
        if (before != null) {
            var decision = engine.decide(before.state(), lost.get(), now);
            carryOut(before, decision, Topics.DEAD_LETTERS.name(), Brief.of(letter), now, out);
        }
    }

    private static @Nullable String key(Record<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), UTF_8);
    }

    private Subjects.@Nullable Known known(String key, @Nullable Scope scope) {
        var known = subjects.find(key);
        return known == null && scope != null ? Subjects.unknown(key, scope) : known;
    }

    private void wakeDue(long nowMillis) {
        var now = Instant.ofEpochMilli(nowMillis);
        for (var wake : wakes.takeDue(now)) {
            wake(wake.subject(), now, new Outlet(context, wake.subject(), now, Outlet.headers(wake.trace())));
            pace(pacer.processed(System.nanoTime()));
        }
        lookOut();
    }

    private void showStale(long nowMillis) {
        var now = Instant.ofEpochMilli(nowMillis);
        for (var stale : viewPacer.takeDue(now)) {
            showAgain(stale.subject(), now, stale.trace());
        }
        // Nobody knows what readers had seen of these.
        for (var wake : found.take(ViewPacer.ROUND)) {
            showAgain(wake.subject(), now, wake.trace());
        }
        lookOut();
    }

    /** Of a saga that has ended, readers have seen the end. */
    private void showAgain(String key, Instant now, String trace) {
        var known = subjects.find(key);
        if (known != null && known.state().active() != null) {
            consequences.show(known, now, new Outlet(context, key, now, Outlet.headers(trace)));
            pace(pacer.processed(System.nanoTime()));
        }
    }

    /** Fires what is due, or asks for what is, and sets the next wake. */
    private void wake(String key, Instant now, Outlet out) {
        shared.suspects()
                .take(Suspects.Input.wakeOf(key))
                .ifPresentOrElse(
                        suspicion -> park(key, Burial.letterOfWake(suspicion.reason(), now), now, out),
                        () -> due(key, now).forEach(timer -> fire(key, timer, now, out)));
        var known = subjects.find(key);
        if (known == null) {
            return;
        }
        var active = known.state().active();
        if (active == null) {
            schedules.look(known, now, out);
        } else {
            Deadlines.next(active, now).ifPresent(at -> wakes.by(key, at, out.trace()));
        }
    }

    private List<Timer> due(String key, Instant now) {
        var known = subjects.find(key);
        var active = known == null ? null : known.state().active();
        return active == null ? List.of() : Deadlines.due(active, now);
    }

    private void fire(String key, Timer timer, Instant now, Outlet out) {
        var before = Objects.requireNonNull(subjects.find(key));
        Decision decision;
        try {
            decision = engine.decide(before.state(), Inputs.of(timer), now);
        } catch (RuntimeException undecidable) {
            LOG.error("a deadline of cluster {} cannot be decided on, and its saga is parked", key, undecidable);
            park(key, Burial.letterOfWake(undecidable.toString(), now), now, out);
            return;
        }
        carryOut(
                before, decision, WAKES, WireMessages.bytes(Payloads.pack(timer).getData()), now, out);
    }

    @Override
    public void close() {
        found.close();
        shared.meters().release(running);
        pacer.backlog().forget(context.taskId().partition());
    }

    private void pace(boolean commit) {
        if (commit) {
            context.commit();
        } else if (pacer.waiting()) {
            commitLookout.by(context.currentSystemTimeMs());
        }
    }
}
