package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.local.kafka.KafkaForTests;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class StableClientsIT {

    @Test
    void theThreadsPacerHearsThatItsCommitHasEnded() throws Exception {
        var pacers = new Pacers();
        var clients = new StableClients("proconsul-instance", pacers);
        try (var kafka = KafkaForTests.start();
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var producer = clients.getProducer(Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "proconsul-process-1"))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            producer.initTransactions();
            var pacer = pacers.ofThisThread();
            assertThat(pacer.processed(System.nanoTime())).isTrue();

            producer.beginTransaction();
            producer.send(new ProducerRecord<>("t", new byte[] {1})).get();
            assertThat(pacer.processed(System.nanoTime()))
                    .as("before the commit has ended")
                    .isFalse();
            producer.commitTransaction();

            assertThat(pacer.processed(System.nanoTime())).as("after it has").isTrue();
        }
    }
}
