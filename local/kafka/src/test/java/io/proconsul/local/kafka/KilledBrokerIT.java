package io.proconsul.local.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KilledBrokerIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    @Test
    void endsTheTransactionsThatWereOpenSoThatReadersGoOn() throws Exception {
        try (var kafka = ProcessKafka.start();
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get(30, SECONDS);
            var dead = openTransaction(kafka.bootstrapServers());

            kafka.killAndStart();
            try (var another = producer(kafka.bootstrapServers(), Map.of())) {
                another.send(new ProducerRecord<>(PARTITION.topic(), "behind it"))
                        .get(60, SECONDS);
            }

            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> assertThat(producers(admin))
                    .allSatisfy(producer ->
                            assertThat(producer.currentTransactionStartOffset()).isEmpty()));
            try (var reader = reader(kafka.bootstrapServers())) {
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                                reader.poll(Duration.ofMillis(100)).records(PARTITION))
                        .extracting(record -> record.value())
                        .containsExactly("behind it"));
            }
            dead.close(Duration.ZERO);
        }
    }

    /** Of a producer that is never heard of again. */
    private static KafkaProducer<String, String> openTransaction(String servers) throws Exception {
        var producer = producer(servers, Map.of("transactional.id", "dead", "transaction.timeout.ms", 1_000));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(PARTITION.topic(), "open")).get(30, SECONDS);
        return producer;
    }

    private static KafkaProducer<String, String> producer(String servers, Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("bootstrap.servers", servers);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> reader(String servers) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        return consumer;
    }

    private static List<ProducerState> producers(Admin admin) throws Exception {
        return admin.describeProducers(List.of(PARTITION))
                .partitionResult(PARTITION)
                .get(30, SECONDS)
                .activeProducers();
    }
}
