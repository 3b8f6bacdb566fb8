package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class PacersTest {
    private static final TopicPartition PARTITION = new TopicPartition("task.results", 3);

    private final Pacers pacers = new Pacers();

    @Test
    void theThreadThatPollsHasABacklogUntilTheLastOfItIsProcessed() throws Exception {
        var backlog = pacers.ofThisThread().backlog();

        observer().onConsume(new ConsumerRecords<>(Map.of(PARTITION, List.of(record(6), record(8))), Map.of()));

        assertThat(backlog.isEmpty()).isFalse();
        backlog.processed(PARTITION.topic(), PARTITION.partition(), 6);
        assertThat(backlog.isEmpty()).isFalse();
        backlog.processed(PARTITION.topic(), PARTITION.partition(), 8);
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void anotherThreadHasItsOwn() throws Exception {
        observer().onConsume(new ConsumerRecords<>(Map.of(PARTITION, List.of(record(6))), Map.of()));
        var others = new Backlog[1];

        var other = new Thread(() -> others[0] = pacers.ofThisThread().backlog());
        other.start();
        other.join();

        assertThat(others[0].isEmpty()).isTrue();
    }

    /** As the main consumer of Kafka Streams makes it out of what it is given. */
    @SuppressWarnings("unchecked")
    private ConsumerInterceptor<byte[], byte[]> observer() throws Exception {
        var settings = new HashMap<String, Object>(pacers.settings());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        var consumer = new StreamsConfig(settings).getMainConsumerConfigs("group", "client", 0);
        var name = String.valueOf(consumer.get("interceptor.classes"));
        ConsumerInterceptor<byte[], byte[]> observer = Class.forName(name)
                .asSubclass(ConsumerInterceptor.class)
                .getDeclaredConstructor()
                .newInstance();
        observer.configure(consumer);
        return observer;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        var bytes = "x".getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, bytes, bytes);
    }
}
