package io.proconsul.worker.infra;

import io.proconsul.worker.Dependencies;
import io.proconsul.worker.FailureClassifier;
import io.proconsul.worker.Failures;
import io.proconsul.worker.WorkerConfig;
import io.proconsul.worker.infra.arm.AzureFailures;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configuration as an operator would write it. */
public final class Configs {

    private Configs() {}

    public static <C> C of(Class<C> type, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(type)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(type);
    }

    /** Guards with default limits, but for the given ones. */
    public static Dependencies dependencies(Map<String, String> properties) {
        var all = new HashMap<>(properties);
        all.put("proconsul.worker.topic", "tasks.infra");
        all.put("proconsul.worker.name", "worker-infra");
        List<FailureClassifier> classifiers = List.of(new AzureFailures());
        return new Dependencies(of(WorkerConfig.class, all), new Failures(classifiers));
    }
}
