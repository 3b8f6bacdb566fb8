package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.Decision;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.state.SubjectRecord;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/** Writes down each transition: what replay folds, and what it must come to. */
final class Journal {
    private Journal() {}

    static JournalEntry entry(String source, byte[] input, Decision decision, SubjectRecord after, Instant at) {
        return new JournalEntry(
                decision.state().key(),
                decision.state().revision(),
                at,
                source,
                ByteBuffer.wrap(input),
                decision.events().stream().map(Object::toString).toList(),
                ByteBuffer.wrap(hash(after)));
    }

    private static byte[] hash(SubjectRecord state) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(WireMessages.bytes(Payloads.pack(state).getData()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
