package io.proconsul.schemas.letters;

import io.proconsul.schemas.MalformedRecordException;
import io.proconsul.wire.DeadLetter;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Tells the orchestrator of a timer that could not be read on its way: a record of {@code timers.due} without a value,
 * whose header {@value #HEADER} holds the letter that was written, in brief.
 */
public final class LostTimer {
    static final String HEADER = "dead-letter";

    private LostTimer() {}

    public static Header header(DeadLetter letter) {
        return new RecordHeader(HEADER, Brief.of(letter));
    }

    /** The letter; empty if the headers tell of none. */
    public static Optional<DeadLetter> in(Headers headers) {
        var header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Brief.read(header.value()));
        } catch (MalformedRecordException noLetter) {
            return Optional.empty();
        }
    }
}
