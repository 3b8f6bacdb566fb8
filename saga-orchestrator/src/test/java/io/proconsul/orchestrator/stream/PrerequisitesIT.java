package io.proconsul.orchestrator.stream;

import static io.proconsul.orchestrator.stream.Backbone.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An orchestrator that lacks something is alive, says what it lacks, and goes on once it has it. */
class PrerequisitesIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void waitsForTransactionsThatCannotBeTornAndForTheRegistry() throws Exception {
        try (var backbone = new Backbone()) {
            transactionVersion(backbone, 1, UpgradeType.SAFE_DOWNGRADE);
            backbone.registryServer().refuse(true);
            var orchestrator = backbone.orchestrator(folder, 0);
            try {
                await().atMost(LIMIT).until(() -> orchestrator.problem().contains("transaction.version"));
                assertThat(orchestrator.problem())
                        .startsWith("Expected the finalized feature transaction.version to be at least 2, found 1");
                assertThat(orchestrator.ready()).isFalse();
                assertThat(orchestrator.broken()).isFalse();
                assertThat(new StreamsHealth(orchestrator)
                                .ready()
                                .call()
                                .getData()
                                .orElseThrow())
                        .containsEntry("problem", orchestrator.problem());

                transactionVersion(backbone, 2, UpgradeType.UPGRADE);
                await().atMost(LIMIT).until(() -> orchestrator.problem().contains("schema registry"));

                backbone.registryServer().refuse(false);
                await().atMost(LIMIT).until(orchestrator::ready);
                assertThat(orchestrator.problem()).isEmpty();
            } finally {
                orchestrator.stop(new ShutdownEvent());
            }
        }
    }

    private static void transactionVersion(Backbone backbone, int version, UpgradeType type)
            throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", backbone.bootstrapServers()))) {
            admin.updateFeatures(
                            Map.of("transaction.version", new FeatureUpdate((short) version, type)),
                            new UpdateFeaturesOptions())
                    .all()
                    .get();
        }
    }
}
