package io.proconsul.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {

    @Test
    void everyKeyButTheTopicHasADefault() {
        var config = config(Map.of("quarkus.application.name", "worker-cert", "proconsul.worker.topic", "tasks.cert"));

        assertThat(config.enabled()).isTrue();
        assertThat(config.topic()).isEqualTo("tasks.cert");
        assertThat(config.name()).isEqualTo("worker-cert");
        assertThat(config.bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.schemaRegistryUrl()).isEqualTo("http://localhost:8081");
        assertThat(config.groupProtocol()).isEqualTo("consumer");
        assertThat(config.concurrency()).isEqualTo(32);
        assertThat(config.maxUnfinished()).isEqualTo(256);
        assertThat(config.commitInterval()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.rebalanceLimit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.shutdownLimit()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.reconnectBackoff()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.kafka()).isEmpty();
        var vault = limits(config, "vault");
        assertThat(vault.timeLimit()).isEqualTo(Duration.ofSeconds(30));
        assertThat(vault.concurrentCalls()).isEqualTo(16);
        assertThat(vault.queuedCalls()).isEqualTo(256);
        assertThat(vault.window()).isEqualTo(10);
        assertThat(vault.outageRatio()).isEqualTo(0.5);
        assertThat(vault.openFor()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void everyKeyCanBeSet() {
        var config = config(Map.ofEntries(
                Map.entry("proconsul.worker.enabled", "false"),
                Map.entry("proconsul.worker.topic", "tasks.infra"),
                Map.entry("proconsul.worker.name", "infra"),
                Map.entry("kafka.bootstrap.servers", "k:1"),
                Map.entry("schema.registry.url", "http://r:2"),
                Map.entry("proconsul.worker.group-protocol", "classic"),
                Map.entry("proconsul.worker.concurrency", "4"),
                Map.entry("proconsul.worker.max-unfinished", "8"),
                Map.entry("proconsul.worker.commit-interval", "1s"),
                Map.entry("proconsul.worker.rebalance-limit", "2s"),
                Map.entry("proconsul.worker.shutdown-limit", "3s"),
                Map.entry("proconsul.worker.reconnect-backoff", "4s"),
                Map.entry("proconsul.worker.kafka.\"security.protocol\"", "SSL"),
                Map.entry("proconsul.worker.dependencies.arm.time-limit", "60s")));

        assertThat(config.enabled()).isFalse();
        assertThat(config.topic()).isEqualTo("tasks.infra");
        assertThat(config.name()).isEqualTo("infra");
        assertThat(config.bootstrapServers()).isEqualTo("k:1");
        assertThat(config.schemaRegistryUrl()).isEqualTo("http://r:2");
        assertThat(config.groupProtocol()).isEqualTo("classic");
        assertThat(config.concurrency()).isEqualTo(4);
        assertThat(config.maxUnfinished()).isEqualTo(8);
        assertThat(config.commitInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.rebalanceLimit()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.shutdownLimit()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.reconnectBackoff()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.kafka()).isEqualTo(Map.of("security.protocol", "SSL"));
        assertThat(limits(config, "arm").timeLimit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(limits(config, "vault").timeLimit()).isEqualTo(Duration.ofSeconds(30));
    }

    private static WorkerConfig.Limits limits(WorkerConfig config, String dependency) {
        return Objects.requireNonNull(config.dependencies().get(dependency));
    }

    private static WorkerConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(WorkerConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(WorkerConfig.class);
    }
}
