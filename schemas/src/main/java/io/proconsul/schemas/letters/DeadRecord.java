package io.proconsul.schemas.letters;

import io.proconsul.wire.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be processed, and what a letter tells of it. The letter always fits into a topic with Kafka's
 * default limit of 1 MiB: a record that is too large for it is named, and left where it is.
 *
 * @param at the record's own time
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeadRecord(
        String topic,
        int partition,
        long offset,
        Instant at,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers) {

    /** How many bytes of key, value and headers fit into a letter. */
    static final int CONTENT_LIMIT = 960 * 1024;

    private static final int REASON_LIMIT = 2000;

    public static DeadRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new DeadRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                record.headers());
    }

    /** @param service the one that gives up */
    public DeadLetter letter(String service, String reason) {
        return new DeadLetter(
                topic,
                partition,
                offset,
                at,
                service,
                shortened(reason),
                fits() ? buffer(key) : null,
                fits() ? buffer(value) : null,
                !fits());
    }

    /** The key of the letter's own record: the original one, so that the letters of a cluster stay together. */
    public byte @Nullable [] letterKey() {
        return fits() ? key : null;
    }

    /** The headers of the letter's own record: the original ones, for a redrive. */
    public Headers letterHeaders() {
        return fits() ? new RecordHeaders(headers) : new RecordHeaders();
    }

    /** The key counts twice: a letter is keyed by it, and holds it. */
    private boolean fits() {
        return 2L * size(key) + size(value) + size(headers) <= CONTENT_LIMIT;
    }

    private static String shortened(String reason) {
        return reason.length() <= REASON_LIMIT ? reason : reason.substring(0, REASON_LIMIT) + " ...";
    }

    private static long size(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .mapToLong(header -> 3L * header.key().length() + size(header.value()))
                .sum();
    }

    private static long size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
