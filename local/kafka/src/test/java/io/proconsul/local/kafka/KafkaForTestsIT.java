package io.proconsul.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class KafkaForTestsIT {

    @Test
    void servesAnEmptyClusterWithNewTransactions() throws Exception {
        try (var kafka = KafkaForTests.start();
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).isEmpty();

            admin.createTopics(List.of(new NewTopic("t", 2, (short) 1))).all().get(30, TimeUnit.SECONDS);

            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).containsExactly("t");
            var features = admin.describeFeatures().featureMetadata().get(30, TimeUnit.SECONDS);
            assertThat(Optional.ofNullable(features.finalizedFeatures().get("transaction.version")))
                    .hasValueSatisfying(
                            version -> assertThat(version.maxVersionLevel()).isEqualTo((short) 2));
        }
    }
}
