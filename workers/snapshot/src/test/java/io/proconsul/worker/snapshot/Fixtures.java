package io.proconsul.worker.snapshot;

import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.Scope;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Dependencies;
import io.proconsul.worker.FailureClassifier;
import io.proconsul.worker.Failures;
import io.proconsul.worker.WorkerConfig;
import io.proconsul.worker.secrets.TransitSecrets;
import io.proconsul.worker.snapshot.consul.ConsulConfig;
import io.proconsul.worker.snapshot.consul.ConsulFailures;
import io.proconsul.worker.snapshot.consul.ConsulServers;
import io.proconsul.worker.snapshot.store.BlobFailures;
import io.proconsul.worker.snapshot.store.DataKeys;
import io.proconsul.worker.snapshot.store.SealedFile;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster, an attempt on it, and the collaborators of activities. */
public final class Fixtures {
    public static final String CLUSTER_ID = "0af36c1e-5d2b-5e10-9a77-3b1f0c2d4e5f";
    public static final String DATACENTER = "westeurope-orders";
    public static final ClusterRef CLUSTER = new ClusterRef(
            CLUSTER_ID,
            "11111111-1111-4111-8111-111111111111",
            "22222222-2222-4222-8222-222222222222",
            "mrg-orders",
            "orders",
            "westeurope",
            DATACENTER);
    public static final Attempt ATTEMPT = new Attempt(
            "task-1",
            "5e2c8f0a-93d4-5b61-8c7e-1f2a3b4c5d6e",
            CLUSTER_ID,
            new Scope(CLUSTER.getTenantId(), CLUSTER.getSubscriptionId(), "mrg-orders", "orders"),
            "take-first-snapshot",
            "FORWARD",
            1,
            1,
            Optional.empty(),
            Instant.parse("2030-01-01T00:00:00Z"));

    private static final List<FailureClassifier> CLASSIFIERS = List.of(new ConsulFailures(), new BlobFailures());

    private Fixtures() {}

    /** What the worker's loop would make of an exception. */
    public static Failures failures() {
        return new Failures(CLASSIFIERS);
    }

    public static Dependencies dependencies() {
        var config = config(
                WorkerConfig.class,
                Map.of("proconsul.worker.topic", "tasks.snapshot", "proconsul.worker.name", "worker-snapshot"));
        return new Dependencies(config, failures());
    }

    public static TransitSecrets secrets() {
        return new TransitSecrets(new FakeTransit(), dependencies());
    }

    public static SealedFile sealer() {
        return new SealedFile(new DataKeys(new FakeTransit(), dependencies()));
    }

    public static ConsulServers consuls(int port) {
        return new ConsulServers(
                config(ConsulConfig.class, Map.of("proconsul.consul.https-port", Integer.toString(port))));
    }

    public static <C> C config(Class<C> type, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(type)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(type);
    }
}
