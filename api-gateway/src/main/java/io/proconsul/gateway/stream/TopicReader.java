package io.proconsul.gateway.stream;

import io.proconsul.gateway.view.TopicView;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.MalformedRecordException;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads a topic, all partitions, committed records only, into a view. Not thread-safe; if {@link #poll} fails, a new
 * reader on a new consumer goes on where this one was.
 */
final class TopicReader<V extends SpecificRecord> {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final Topic<V> topic;
    private final AvroDeserializer<V> decoder;
    private final TopicView<V> view;
    private final Map<TopicPartition, Long> next;
    private final Map<TopicPartition, Long> missing = new HashMap<>();

    /** @param next the offset to read next in each partition, kept up to date; the beginning where there is none */
    TopicReader(
            Consumer<String, byte[]> consumer,
            Topic<V> topic,
            AvroDeserializer<V> decoder,
            TopicView<V> view,
            Map<TopicPartition, Long> next) {
        this.consumer = consumer;
        this.topic = topic;
        this.decoder = decoder;
        this.view = view;
        this.next = next;
    }

    /** @return false while a topic that we need does not exist */
    boolean begin() {
        if (partitions(Topics.CLUSTER_COMMANDS.name()).isEmpty()) {
            return false;
        }
        var partitions = partitions(topic.name());
        if (partitions.isEmpty()) {
            return false;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        next.forEach(consumer::seek);
        missing.putAll(consumer.endOffsets(partitions));
        return true;
    }

    void poll() {
        for (var found : consumer.poll(POLL)) {
            take(found);
            next.put(new TopicPartition(found.topic(), found.partition()), found.offset() + 1);
        }
        if (!view.isCurrent() && isCaughtUp()) {
            view.markCurrent();
            LOG.infof("The view of %s is current: it holds %d", topic.name(), view.size());
        }
    }

    private boolean isCaughtUp() {
        missing.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return missing.isEmpty();
    }

    private void take(ConsumerRecord<String, byte[]> found) {
        if (found.value() == null) {
            view.remove(found.key());
            return;
        }
        try {
            var value = decoder.deserialize(found.topic(), found.value());
            if (value != null) {
                view.put(found.key(), value);
            }
        } catch (MalformedRecordException e) {
            LOG.errorf(e, "%s-%d@%d is not readable: skipped", found.topic(), found.partition(), found.offset());
        }
    }

    private List<TopicPartition> partitions(String name) {
        var known = consumer.partitionsFor(name);
        return known == null
                ? List.of()
                : known.stream()
                        .map(partition -> new TopicPartition(name, partition.partition()))
                        .toList();
    }
}
