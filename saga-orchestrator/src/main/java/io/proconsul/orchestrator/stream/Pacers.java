package io.proconsul.orchestrator.stream;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;

/** One pacer for each stream thread of an instance, which hears of what the thread fetches. */
final class Pacers {
    private static final String PACERS = "proconsul.pacers";

    private final ThreadLocal<CommitPacer> pacers = ThreadLocal.withInitial(CommitPacer::new);

    CommitPacer ofThisThread() {
        return pacers.get();
    }

    Map<String, Object> settings() {
        return Map.of(
                StreamsConfig.mainConsumerPrefix(PACERS),
                this,
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                FetchObserver.class.getName());
    }

    /** Kafka makes it, and calls it in the thread that polls. */
    public static final class FetchObserver implements ConsumerInterceptor<byte[], byte[]> {
        private Pacers pacers;

        @SuppressWarnings("NullAway.Init") // Kafka configures it before it is used
        public FetchObserver() {}

        @Override
        public void configure(Map<String, ?> configs) {
            pacers = (Pacers) requireNonNull(configs.get(PACERS), PACERS);
        }

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            var backlog = pacers.ofThisThread().backlog();
            for (var from : records.partitions()) {
                var fetched = records.records(from);
                backlog.fetched(from, fetched.get(fetched.size() - 1).offset());
            }
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}
    }
}
