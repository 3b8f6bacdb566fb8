package io.proconsul.orchestrator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Definition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;

class ClusterSagasTest {

    @Test
    void everyDefinitionHolds() {
        assertThat(ClusterSagas.definitions().names())
                .containsExactly(
                        "create-cluster v1",
                        "delete-cluster v1",
                        "delete-cluster v2",
                        "create-secondary v1",
                        "delete-secondary v1",
                        "delete-secondary v2",
                        "register-secondary v1",
                        "release-secondary v1",
                        "create-token v1",
                        "create-snapshot v1",
                        "rename-snapshot v1",
                        "delete-snapshot v1",
                        "restore-snapshot v1",
                        "create-peering v1",
                        "delete-peering v1",
                        "update-cluster v1",
                        "grow-cluster v1");
    }

    @Test
    void readsFromReserveToSnapshot() {
        assertThat(ClusterSagas.definitions()
                        .newest("create-cluster")
                        .orElseThrow()
                        .stepNames())
                .containsExactly(
                        "reserve-resource-group",
                        "prepare-network",
                        "create-identity",
                        "create-storage",
                        "grant-access",
                        "issue-certificate-authority",
                        "create-secrets",
                        "issue-server-certificates",
                        "publish-configuration",
                        "launch-servers",
                        "await-quorum",
                        "bootstrap-acl",
                        "publish-client-configuration",
                        "publish-dns",
                        "open-endpoint",
                        "take-first-snapshot");
    }

    @Test
    void noStepReadsAResultThatNeedNotBeThereYet() {
        ClusterSagas.definitions().all().forEach(ClusterSagasTest::rehearse);
    }

    private static <I> void rehearse(Definition<?, I> definition) {
        definition.rehearse(any(definition.saga().input()), ClusterSagasTest::any);
    }

    private static <T> T any(Class<T> type) {
        var schema = SpecificData.get().getSchema(type);
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<>(schema)
                    .write(new RandomData(schema, 1, 42).iterator().next(), encoder);
            var decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
            return type.cast(new SpecificDatumReader<>(schema).read(null, decoder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
