package io.proconsul.orchestrator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.schemas.Topics;
import io.proconsul.schemas.letters.DeadRecord;
import io.proconsul.wire.DeadLetter;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the letter of a record that cannot be processed, in the transaction that goes on past it. */
final class Burial {
    static final String SERVICE = "saga-orchestrator";

    private static final Logger LOG = LoggerFactory.getLogger(Burial.class);

    private final ProcessorContext<String, SpecificRecord> context;
    private final SagaMeters meters;

    Burial(ProcessorContext<String, SpecificRecord> context, SagaMeters meters) {
        this.context = context;
        this.meters = meters;
    }

    DeadLetter bury(Record<byte[], byte[]> record, RecordMetadata source, String reason) {
        var dead = new DeadRecord(
                source.topic(),
                source.partition(),
                source.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                record.headers());
        var letter = dead.letter(SERVICE, reason);
        LOG.warn(
                "dead letter: {}-{}@{}: {}",
                letter.getTopic(),
                letter.getPartition(),
                letter.getOffset(),
                letter.getReason());
        meters.buried(letter.getTopic());
        var key = dead.letterKey();
        context.forward(
                new Record<>(
                        key == null ? null : new String(key, UTF_8),
                        (SpecificRecord) letter,
                        record.timestamp(),
                        dead.letterHeaders()),
                SagaTopology.sink(Topics.DEAD_LETTERS.name()));
        return letter;
    }

    /** A deadline is no record, but kept with the state: nothing is buried, and nothing can be put back. */
    static DeadLetter letterOfWake(String reason, Instant now) {
        return new DeadLetter(SagaProcessor.WAKES, -1, -1L, now, SERVICE, reason, null, null, true);
    }
}
