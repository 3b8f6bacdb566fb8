package io.proconsul.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterTest {

    @Test
    void keepsItsIdentityWhenItsPortsChange(@TempDir Path folder) {
        var first = KafkaCluster.open(folder, List.of(20001, 20002));

        var second = KafkaCluster.open(folder, List.of(20003, 20004));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.bootstrapServers()).isEqualTo("127.0.0.1:20003");
    }

    @Test
    void refusesToOpenDataOfAnotherSize(@TempDir Path folder) {
        KafkaCluster.open(folder, List.of(1, 2));

        assertThatThrownBy(() -> KafkaCluster.open(folder, List.of(1, 2, 3, 4, 5, 6)))
                .hasMessage("Expected %s to hold a Kafka of 3 broker(s), but found 1", folder);
    }

    @Test
    void threeNodesKeepThreeCopiesAndFormOneQuorum(@TempDir Path folder) throws Exception {
        var cluster = KafkaCluster.open(folder, List.of(1, 2, 3, 4, 5, 6));

        var second = Files.readString(cluster.nodes().get(1).configuration());

        assertThat(second)
                .contains("node.id=2\n")
                .contains("controller.quorum.voters=1@127.0.0.1:2,2@127.0.0.1:4,3@127.0.0.1:6\n")
                .contains("listeners=PLAINTEXT://127.0.0.1:3,CONTROLLER://127.0.0.1:4\n")
                .contains("default.replication.factor=3\n")
                .contains("min.insync.replicas=2\n")
                .contains("transaction.state.log.min.isr=2\n");
    }
}
