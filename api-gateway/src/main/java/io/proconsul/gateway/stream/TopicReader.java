package io.proconsul.gateway.stream;

import io.proconsul.gateway.view.ClusterTable;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.MalformedRecordException;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads cluster.state, all partitions, committed records only, into the table. Not thread-safe; if {@link #poll} fails,
 * a new reader on a new consumer goes on where this one was.
 */
final class StateReader {

    private static final Logger LOG = Logger.getLogger(StateReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final AvroDeserializer<ClusterState> decoder;
    private final ClusterTable table;
    private final Map<TopicPartition, Long> next;
    private final Map<TopicPartition, Long> missing = new HashMap<>();

    /** @param next the offset to read next in each partition, kept up to date; the beginning where there is none */
    StateReader(
            Consumer<String, byte[]> consumer,
            AvroDeserializer<ClusterState> decoder,
            ClusterTable table,
            Map<TopicPartition, Long> next) {
        this.consumer = consumer;
        this.decoder = decoder;
        this.table = table;
        this.next = next;
    }

    /** @return false while a topic that we need does not exist */
    boolean begin() {
        if (partitions(Topics.CLUSTER_COMMANDS.name()).isEmpty()) {
            return false;
        }
        var partitions = partitions(Topics.CLUSTER_STATE.name());
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
        if (!table.isCurrent() && isCaughtUp()) {
            table.markCurrent();
            LOG.infof("The view is current: %d clusters", table.size());
        }
    }

    private boolean isCaughtUp() {
        missing.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return missing.isEmpty();
    }

    private void take(ConsumerRecord<String, byte[]> found) {
        if (found.value() == null) {
            table.remove(found.key());
            return;
        }
        try {
            var state = decoder.deserialize(found.topic(), found.value());
            if (state != null) {
                table.put(found.key(), state);
            }
        } catch (MalformedRecordException e) {
            LOG.errorf(e, "%s-%d@%d is not readable: skipped", found.topic(), found.partition(), found.offset());
        }
    }

    private List<TopicPartition> partitions(String topic) {
        var known = consumer.partitionsFor(topic);
        return known == null
                ? List.of()
                : known.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
    }
}
