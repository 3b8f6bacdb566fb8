package io.proconsul.orchestrator.stream;

import io.proconsul.schemas.KafkaRequirements;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be there before anything turns: a state folder that no other process uses, Kafka with all that it must offer,
 * every topic, the schema registry.
 */
final class Prerequisites implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Prerequisites.class);

    private final Path stateFolder;
    private final Map<String, Object> adminSettings;
    private final SchemaRegistry registry;
    private final AtomicReference<@Nullable InstanceId> instance = new AtomicReference<>();

    Prerequisites(Path stateFolder, Map<String, Object> adminSettings, SchemaRegistry registry) {
        this.stateFolder = stateFolder;
        this.adminSettings = adminSettings;
        this.registry = registry;
    }

    /** What is missing, in words; empty when all is there. */
    Optional<String> missing() throws InterruptedException {
        var unidentified = identify();
        return unidentified.isPresent() ? unidentified : missingOutside();
    }

    /** Who we are, once nothing is missing; until it is closed nobody else is. */
    InstanceId instance() {
        return Objects.requireNonNull(instance.get(), "nothing may turn before all is there");
    }

    private Optional<String> identify() {
        if (instance.get() != null) {
            return Optional.empty();
        }
        try {
            var own = InstanceId.of(stateFolder);
            own.ifPresent(instance::set);
            return own.isPresent()
                    ? Optional.empty()
                    : Optional.of("expected the state folder %s to be free, but found it in use by another process"
                            .formatted(stateFolder));
        } catch (IOException unusable) {
            return Optional.of(
                    "expected to write to the state folder %s, but found %s".formatted(stateFolder, unusable));
        }
    }

    private Optional<String> missingOutside() throws InterruptedException {
        try (var admin = Admin.create(adminSettings)) {
            KafkaRequirements.assertMet(admin);
            var topics = new TreeSet<>(Topics.all().stream().map(Topic::name).toList());
            topics.removeAll(admin.listTopics().names().get());
            if (!topics.isEmpty()) {
                return Optional.of("waiting for the topics " + topics);
            }
            registry.idOf(Topics.CLUSTER_COMMANDS.name() + "-value", Topics.CLUSTER_COMMANDS.schema());
            return Optional.empty();
        } catch (ExecutionException notYet) {
            return Optional.of("waiting for Kafka: " + notYet.getCause());
        } catch (RuntimeException unfit) {
            return Optional.of(String.valueOf(unfit.getMessage()));
        }
    }

    @Override
    public void close() {
        var own = instance.getAndSet(null);
        if (own != null) {
            try {
                own.close();
            } catch (IOException e) {
                LOG.warn("{} stays locked until this process ends", stateFolder, e);
            }
        }
    }
}
