package io.proconsul.schemas;

import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;

/**
 * What a Kafka cluster must offer. Before transaction version 2 (KIP-890, Kafka 4.0) a late write of an aborted
 * transaction could end up in the next one, and a saga would take a step that was never decided.
 */
public final class KafkaRequirements {

    private static final String TRANSACTION_VERSION = "transaction.version";
    private static final short REQUIRED = 2;

    private KafkaRequirements() {}

    /**
     * @throws IllegalStateException if the cluster falls short, saying how to upgrade it
     */
    public static void assertMet(Admin admin) {
        problem(Kafka.get(admin.describeFeatures().featureMetadata(), "describe the features of the cluster"))
                .ifPresent(problem -> {
                    throw new IllegalStateException(problem);
                });
    }

    static Optional<String> problem(FeatureMetadata features) {
        var finalized = features.finalizedFeatures().get(TRANSACTION_VERSION);
        var level = finalized == null ? 0 : finalized.maxVersionLevel();
        return level >= REQUIRED
                ? Optional.empty()
                : Optional.of(
                        "Expected the finalized feature %s to be at least %d, found %d. On Kafka 4.0 or newer: kafka-features.sh --bootstrap-server … upgrade --feature %s=%d"
                                .formatted(TRANSACTION_VERSION, REQUIRED, level, TRANSACTION_VERSION, REQUIRED));
    }
}
