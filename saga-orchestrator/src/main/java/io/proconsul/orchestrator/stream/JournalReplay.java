package io.proconsul.orchestrator.stream;

import io.proconsul.orchestrator.cluster.ClusterSagas;
import io.proconsul.saga.engine.SagaEngine;
import io.proconsul.saga.engine.SagaInput;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.schemas.Frame;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Topics;
import io.proconsul.schemas.letters.Brief;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.Payload;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Timer;
import io.proconsul.wire.state.SubjectRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds the journal with the code of today: the inputs that were must lead to the states that were, byte for byte.
 * Takes the entries of each cluster in their order; not thread-safe.
 */
public final class JournalReplay {
    private final SagaEngine engine = ClusterEngine.of(ClusterSagas.withProvided());
    private final InputReader reader;
    private final Map<String, SubjectState> states = new HashMap<>();
    private final Map<String, Replayed> ended = new HashMap<>();

    /** @param registry knows the schemas of the inputs */
    public JournalReplay(SchemaRegistry registry) {
        this.reader = new InputReader(registry);
    }

    /** What a journal entry came to. */
    public sealed interface Replayed {
        /** The state that it led to then. */
        record Same() implements Replayed {}

        /** Another state, or none: the first difference of this cluster, in words. */
        record Different(String words) implements Replayed {}

        /** Nothing can be said: the journal no longer has what was before, or this cluster differed already. */
        record Unknown(String words) implements Replayed {}
    }

    public Replayed fold(JournalEntry entry) {
        var end = ended.get(entry.getKey());
        if (end != null) {
            return new Replayed.Unknown("it follows on what could not be replayed");
        }
        var replayed = replay(entry);
        if (!(replayed instanceof Replayed.Same)) {
            ended.put(entry.getKey(), replayed);
        }
        return replayed;
    }

    private Replayed replay(JournalEntry entry) {
        var known = states.get(entry.getKey());
        var expectedRevision = known == null ? 1 : known.revision() + 1;
        if (entry.getRevision() != expectedRevision) {
            var words = "expected revision " + expectedRevision + ", but the journal goes on with revision "
                    + entry.getRevision();
            return known == null ? new Replayed.Unknown(words) : new Replayed.Different(words);
        }
        try {
            return compare(entry, known);
        } catch (RuntimeException failed) {
            return new Replayed.Different("today's code cannot decide on " + place(entry) + ": " + failed);
        }
    }

    private Replayed compare(JournalEntry entry, @Nullable SubjectState known) {
        var input = input(entry);
        var before = known == null ? unknown(entry, input.scope()) : known;
        var decision = engine.decide(before, input.saga(), entry.getAt());
        var expected = WireMessages.bytes(entry.getStateHash());
        var found = Journal.hash(framed(decision.state()));
        states.put(entry.getKey(), decision.state());
        if (Arrays.equals(expected, found)) {
            return new Replayed.Same();
        }
        return new Replayed.Different("expected %s to lead to state %s, but today's code comes to %s by %s"
                .formatted(place(entry), hex(expected), hex(found), decision.events()));
    }

    private InputReader.Input input(JournalEntry entry) {
        var bytes = WireMessages.bytes(entry.getInput());
        if (entry.getSource().equals(SagaProcessor.WAKES)) {
            var timer = Payloads.unpack(new Payload(Timer.class.getSimpleName(), entry.getInput()), Timer.class);
            return new InputReader.Input(entry.getKey(), null, Inputs.of(timer));
        }
        if (entry.getSource().equals(Topics.DEAD_LETTERS.name())) {
            return new InputReader.Input(entry.getKey(), null, lost(bytes));
        }
        return reader.read(entry.getSource(), entry.getKey(), bytes);
    }

    private static SagaInput lost(byte[] bytes) {
        return Inputs.of(Brief.read(bytes))
                .orElseThrow(() -> new IllegalArgumentException("expected a letter that parks, but found another"));
    }

    private static SubjectState unknown(JournalEntry entry, @Nullable Scope scope) {
        if (scope == null) {
            throw new IllegalArgumentException(
                    "expected a command to be the first input, but found one of " + entry.getSource());
        }
        return SubjectState.unknown(entry.getKey(), WireMessages.fromWire(Payloads.pack(scope)));
    }

    private static byte[] framed(SubjectState state) {
        var body = WireMessages.bytes(Payloads.pack(StateCodec.encode(state)).getData());
        var header = Payloads.header(SubjectRecord.class).length;
        return ByteBuffer.allocate(Frame.LENGTH + body.length - header)
                .position(Frame.LENGTH)
                .put(body, header, body.length - header)
                .array();
    }

    private static String place(JournalEntry entry) {
        return "revision " + entry.getRevision() + " (" + entry.getSource() + " at " + entry.getAt() + ")";
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash).substring(0, 12);
    }
}
