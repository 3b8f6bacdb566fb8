package io.proconsul.orchestrator.stream;

import io.proconsul.saga.Definition;
import io.proconsul.saga.Definitions;
import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.Messages;
import io.proconsul.saga.Payload;
import io.proconsul.saga.engine.Direction;
import io.proconsul.saga.engine.Effect;
import io.proconsul.saga.engine.FailureCause;
import io.proconsul.saga.engine.Fault;
import io.proconsul.saga.engine.Outcome;
import io.proconsul.saga.engine.SagaEngine;
import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.SagaInput;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.wire.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** What happens to a saga when all goes well, and when each step in turn fails for good: a line per transition. */
final class GoldenStories {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Fault FAULT = new Fault("QuotaExceeded", "no more");

    private final Schema frozen;
    private final StringBuilder journal = new StringBuilder();

    /** @param frozen the schema by which states are compared */
    GoldenStories(Schema frozen) {
        this.frozen = frozen;
    }

    String of(Definition<?, ?> definition) {
        new Story("all goes well").tell(definition, "");
        definition.stepNames().forEach(step -> new Story(step + " fails").tell(definition, step));
        return journal.toString();
    }

    private final class Story implements Messages {
        private final List<Object> known = new ArrayList<>();
        private final Deque<Effect.SendTask> tasks = new ArrayDeque<>();
        private SubjectState state = SubjectState.unknown("subject", encode(new Scope("t", "s", "g", "c")));
        private Instant now = BEGIN;

        private Story(String title) {
            journal.append("# ").append(title).append('\n');
        }

        private void tell(Definition<?, ?> definition, String failing) {
            var first = Replies.birthBefore(definition.saga().name());
            var create = GoldenJournalsTest.versions()
                    .filter(known -> known.saga().name().equals(first))
                    .findFirst()
                    .orElseThrow();
            if (birth(definition)) {
                play(definition, failing, true);
            } else {
                play(create, "", false);
                play(definition, failing, true);
            }
        }

        private boolean birth(Definition<?, ?> definition) {
            return definition.saga().lifecycle().kind() == Kind.BIRTH;
        }

        private void play(Definition<?, ?> definition, String failing, boolean told) {
            var name = definition.saga().name();
            var command = encode(Replies.asking(name));
            var engine = new SagaEngine(
                    new Definitions(List.of(definition)), this, (key, ordinal, id) -> key + "/" + ordinal);
            hear(engine, new SagaInput.StartRequested("ask-" + name, name, command, now), "start " + name, told);
            while (!tasks.isEmpty()) {
                var task = tasks.pop();
                answer(engine, task, new Outcome.Pending("later", Duration.ofSeconds(5)), "pending", told);
                var timer = new SagaInput.TimerFired(task.sagaId(), task.step(), task.epoch());
                now = now.plusSeconds(5);
                hear(engine, timer, "timer " + task.step(), told);
                var polled = tasks.pollLast();
                if (polled != null) {
                    answer(engine, polled, outcome(polled, failing), "answer", told);
                }
            }
        }

        private Outcome outcome(Effect.SendTask task, String failing) {
            if (task.direction() == Direction.FORWARD && task.step().equals(failing)) {
                return new Outcome.Failed(FAULT, FailureCause.PERMANENT, null);
            }
            return new Outcome.Succeeded(
                    encode(task.direction() == Direction.FORWARD ? Replies.to(task.step()) : Replies.to("undone")));
        }

        private void answer(SagaEngine engine, Effect.SendTask task, Outcome outcome, String what, boolean told) {
            var input = new SagaInput.TaskAnswered(task.sagaId(), task.step(), task.attempt(), task.epoch(), outcome);
            hear(engine, input, what + " " + task.direction() + " " + task.step() + " " + task.epoch(), told);
        }

        private void hear(SagaEngine engine, SagaInput input, String what, boolean told) {
            now = now.plusSeconds(1);
            var decision = engine.decide(state, input, now);
            state = decision.state();
            for (var effect : decision.effects()) {
                if (effect instanceof Effect.SendTask task) {
                    tasks.addLast(task);
                }
            }
            if (told) {
                var events =
                        decision.events().stream().map(GoldenStories::words).collect(Collectors.joining(", "));
                journal.append(what)
                        .append(" -> ")
                        .append(events)
                        .append(" = ")
                        .append(hash(state))
                        .append('\n');
            }
        }

        /** By reference: how messages are encoded may change, what a saga does may not. */
        @Override
        public Payload encode(Object message) {
            known.add(message);
            var place =
                    ByteBuffer.allocate(Integer.BYTES).putInt(known.size() - 1).array();
            return new Payload(message.getClass().getSimpleName(), place);
        }

        @Override
        public <T> T decode(Payload payload, Class<T> type) {
            return type.cast(known.get(ByteBuffer.wrap(payload.data()).getInt()));
        }
    }

    private static String words(SagaEvent event) {
        if (event instanceof SagaEvent.StepDispatched dispatched) {
            return dispatched.step().name() + " " + dispatched.step().status();
        } else if (event instanceof SagaEvent.StepDelayed delayed) {
            return delayed.step().name() + " " + delayed.step().status();
        } else if (event instanceof SagaEvent.StepEnded ended) {
            return ended.step().name() + " " + ended.step().status();
        }
        return event.getClass().getSimpleName();
    }

    private String hash(SubjectState state) {
        try {
            var record = StateCodec.encode(state);
            var bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<>(record.getSchema(), record.getSpecificData()).write(record, encoder);
            var reader = new GenericDatumReader<>(record.getSchema(), frozen);
            var known = reader.read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
            var comparable = new ByteArrayOutputStream();
            new GenericDatumWriter<>(frozen).write(known, EncoderFactory.get().directBinaryEncoder(comparable, null));
            var digest = MessageDigest.getInstance("SHA-256").digest(comparable.toByteArray());
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
