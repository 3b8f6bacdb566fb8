package io.proconsul.schemas.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.schemas.Topics;
import io.proconsul.wire.DeadLetter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts dead records back where they were: the same bytes, key, headers, topic and partition. A record may be put back
 * more than once: a command is known by its id and its time, a result counts only while its task is outstanding, a timer
 * is a hint, and a task does again what is already done. Only one redrive runs at a time; a later one fences it.
 */
public final class Redrive implements AutoCloseable {
    /** Says of a record from which letter it was put back. */
    public static final String REDRIVEN_FROM = "redriven-from";

    private static final String TRANSACTIONAL_ID = "dead-letters-redrive";
    private static final int LETTERS_PER_TRANSACTION = 20;

    private final LetterBox box;
    private final KafkaProducer<byte[], byte[]> producer;

    public Redrive(LetterBox box, Map<String, Object> settings) {
        this.box = box;
        var all = new HashMap<>(settings);
        all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /**
     * What became of one letter.
     *
     * @param record where its record was, and is again: topic, partition and offset of the first time
     * @param problem why it could not be put back; null if it was
     */
    public record Redriven(
            Letter.Place place, String record, @Nullable String problem) {}

    /** Puts the record of this letter back, whether or not that was done before. */
    public Redriven one(Letter.Place place) {
        return redrive(List.of(box.at(place)), Map.of()).get(0);
    }

    /** Puts the records of all letters back that came since the last time; none is put back twice by this. */
    public List<Redriven> all() {
        var done = new ArrayList<Redriven>();
        var places = new ArrayList<Letter.Place>();
        box.read(box.marks(), letter -> places.add(letter.place()));
        for (int from = 0; from < places.size(); from += LETTERS_PER_TRANSACTION) {
            var some = places.subList(from, Math.min(places.size(), from + LETTERS_PER_TRANSACTION));
            var marks = new HashMap<TopicPartition, OffsetAndMetadata>();
            some.forEach(place -> marks.put(
                    new TopicPartition(Topics.DEAD_LETTERS.name(), place.partition()),
                    new OffsetAndMetadata(place.offset() + 1)));
            done.addAll(redrive(some.stream().map(box::at).toList(), marks));
        }
        return done;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit reports what a send met with
    private List<Redriven> redrive(List<Letter> letters, Map<TopicPartition, OffsetAndMetadata> marks) {
        var done = new ArrayList<Redriven>();
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var letter : letters) {
            try {
                records.add(record(letter));
                done.add(new Redriven(letter.place(), letter.record(), null));
            } catch (LetterException impossible) {
                done.add(new Redriven(letter.place(), letter.record(), impossible.getMessage()));
            }
        }
        producer.beginTransaction();
        records.forEach(producer::send);
        if (!marks.isEmpty()) {
            producer.sendOffsetsToTransaction(marks, box.group());
        }
        producer.commitTransaction();
        return done;
    }

    private ProducerRecord<byte[], byte[]> record(Letter letter) {
        var content = letter.content();
        if (Topics.byName(content.getTopic()).isEmpty()) {
            throw new LetterException("expected a topic of the catalogue, but found " + content.getTopic());
        }
        if (producer.partitionsFor(content.getTopic()).size() <= content.getPartition()) {
            throw new LetterException(
                    "topic " + content.getTopic() + " has no partition " + content.getPartition() + " any more");
        }
        var key = bytes(content.getKey());
        var value = bytes(content.getValue());
        var headers = new RecordHeaders(letter.headers());
        if (content.getOmitted()) {
            var original = box.original(content).orElseThrow(() -> gone(content));
            key = original.key();
            value = original.value();
            headers = new RecordHeaders(original.headers());
        }
        headers.remove(REDRIVEN_FROM)
                .add(REDRIVEN_FROM, (Topics.DEAD_LETTERS.name() + "-" + letter.place()).getBytes(UTF_8));
        return new ProducerRecord<>(content.getTopic(), content.getPartition(), key, value, headers);
    }

    private static LetterException gone(DeadLetter letter) {
        return new LetterException("the record was too large for its letter, and topic %s no longer keeps it at %d@%d"
                .formatted(letter.getTopic(), letter.getPartition(), letter.getOffset()));
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        producer.close();
    }
}
