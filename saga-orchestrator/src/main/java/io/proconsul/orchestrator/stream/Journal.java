package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.StepState;
import io.proconsul.schemas.Frame;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.state.SubjectRecord;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/** Writes down each transition: what replay folds, and what it must come to. */
final class Journal {
    private static final byte[] HEADER = Payloads.header(SubjectRecord.class);

    private Journal() {}

    /** @param after the state after the transition, as a framed record */
    static JournalEntry entry(String source, byte[] input, Decision decision, byte[] after, Instant at) {
        return new JournalEntry(
                decision.state().key(),
                decision.state().revision(),
                at,
                source,
                ByteBuffer.wrap(input),
                decision.events().stream().map(Journal::line).toList(),
                ByteBuffer.wrap(hash(after)));
    }

    /** What happened in a few words for people; what it means in full follows from the input. */
    private static String line(SagaEvent event) {
        var name = event.getClass().getSimpleName();
        if (event instanceof SagaEvent.StepDispatched dispatched) {
            return name + ' ' + words(dispatched.step()) + " epoch "
                    + dispatched.step().epoch();
        } else if (event instanceof SagaEvent.StepDelayed delayed) {
            return name + ' ' + words(delayed.step());
        } else if (event instanceof SagaEvent.StepEnded ended) {
            return name + ' ' + words(ended.step());
        } else if (event instanceof SagaEvent.StepParked parked) {
            return name + ' ' + words(parked.step());
        } else if (event instanceof SagaEvent.CommandAnswered answered) {
            var rejection = answered.verdict().rejection();
            return name + ' ' + (rejection == null ? answered.verdict().operationId() : rejection.code());
        } else if (event instanceof SagaEvent.SagaStarted started) {
            return name + ' ' + started.saga().name() + " v" + started.saga().version();
        } else if (event instanceof SagaEvent.SagaTurned turned) {
            return name + ' ' + turned.cause().code();
        } else if (event instanceof SagaEvent.SagaEnded ended) {
            return name + ' ' + ended.summary().name() + ' ' + ended.summary().ending();
        }
        return name;
    }

    private static String words(StepState step) {
        return step.name() + ' ' + step.status() + " attempt " + step.attempt();
    }

    /** Of the record's single-object encoding, which needs no registry and is the same on every machine. */
    static byte[] hash(byte[] framed) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(HEADER);
            digest.update(framed, Frame.LENGTH, framed.length - Frame.LENGTH);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
