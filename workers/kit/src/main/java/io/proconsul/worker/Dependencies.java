package io.proconsul.worker;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The worker's dependencies by name: one breaker for each, shared by all activities that call it. */
@Singleton
public class Dependencies {

    private final Map<String, Dependency> named = new ConcurrentHashMap<>();
    private final WorkerConfig config;
    private final Failures failures;

    public Dependencies(WorkerConfig config, Failures failures) {
        this.config = config;
        this.failures = failures;
    }

    /** The same for the same name; its limits are {@link WorkerConfig#dependencies()}. */
    public Dependency named(String name) {
        return named.computeIfAbsent(name, n -> new Dependency(n, limits(n), failures::isOutage));
    }

    private WorkerConfig.Limits limits(String name) {
        return Objects.requireNonNull(config.dependencies().get(name), "a map with defaults lacks no key");
    }
}
