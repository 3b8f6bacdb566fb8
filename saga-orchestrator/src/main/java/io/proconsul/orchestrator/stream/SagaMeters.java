package io.proconsul.orchestrator.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.SagaEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What an operator watches. Nothing here costs more than a constant for each input. Shared by all stream threads. */
final class SagaMeters {
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Counter stale;
    private final Map<String, Timer> ages = new ConcurrentHashMap<>();
    private final Set<RunningSagas> running = ConcurrentHashMap.newKeySet();

    SagaMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.stale = Counter.builder("proconsul.inputs.stale")
                .description("Answers and timers of tasks that are no longer outstanding")
                .register(registry);
        registry.gauge("proconsul.sagas.oldest.seconds", this, SagaMeters::oldestSeconds);
    }

    /** An input is about to be processed. */
    void taken(String topic, long timestampMillis) {
        ages.computeIfAbsent(topic, this::age).record(Duration.ofMillis(Math.max(0, clock.millis() - timestampMillis)));
    }

    private Timer age(String topic) {
        return Timer.builder("proconsul.inputs.age")
                .description("How long an input waited for the orchestrator")
                .tag("topic", topic)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void decided(Decision decision) {
        for (var event : decision.events()) {
            if (event instanceof SagaEvent.StaleIgnored) {
                stale.increment();
            }
        }
    }

    void buried(String topic) {
        registry.counter("proconsul.dead.letters", "topic", topic).increment();
    }

    /** The sagas of one partition, until they are released. */
    RunningSagas partition() {
        var sagas = new RunningSagas();
        running.add(sagas);
        return sagas;
    }

    void release(RunningSagas sagas) {
        running.remove(sagas);
    }

    private double oldestSeconds() {
        var now = clock.instant();
        return running.stream()
                .flatMap(sagas -> sagas.oldest().stream())
                .min(Instant::compareTo)
                .map(start -> Duration.between(start, now).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
