package io.proconsul.orchestrator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Definition;
import io.proconsul.wire.Cluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;

class ClusterSagasTest {
    private static final int SEED = 42;

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
        definition.rehearse(valid(definition.saga().input()), ClusterSagasTest::any);
    }

    /** One that a secondary is made of, too. */
    private static <I> I valid(Class<I> type) {
        return IntStream.iterate(SEED, seed -> seed + 1)
                .mapToObj(seed -> any(type, seed))
                .filter(input -> !(input instanceof Cluster cluster) || cluster.getPrimary() != null)
                .findFirst()
                .orElseThrow();
    }

    private static <T> T any(Class<T> type) {
        return any(type, SEED);
    }

    private static <T> T any(Class<T> type, int seed) {
        var schema = SpecificData.get().getSchema(type);
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<>(schema)
                    .write(new RandomData(schema, 1, seed).iterator().next(), encoder);
            var decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
            return type.cast(new SpecificDatumReader<>(schema).read(null, decoder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
