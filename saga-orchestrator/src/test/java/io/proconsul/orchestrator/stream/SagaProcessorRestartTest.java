package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.proconsul.orchestrator.cluster.ClusterSagas;
import io.proconsul.orchestrator.cluster.CreateClusterSaga;
import io.proconsul.saga.Payload;
import io.proconsul.saga.engine.SagaState;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.InMemorySchemaRegistry;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a processor does with the stores that it finds. */
class SagaProcessorRestartTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration VIEWS = Duration.ofMillis(500);

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
    private final Subjects subjects = new Subjects(store(SagaProcessor.STATES), registry);
    private final Wakes wakes = new Wakes(store(SagaProcessor.WAKES));

    @Test
    void showsWhatIsUnderWayAndLeavesTheLastWordOnWhatHasEnded() {
        found("running", saga());
        found("ended", null);

        restart();

        var shown = context.forwarded().stream()
                .filter(forwarded ->
                        forwarded.childName().equals(Optional.of(SagaTopology.sink(Topics.CLUSTER_STATE.name()))))
                .map(forwarded -> String.valueOf(forwarded.record().key()))
                .toList();
        assertThat(shown).containsExactly(key("running"));
    }

    /** Each with the wake of a deadline that is far. */
    private void found(String cluster, @Nullable SagaState active) {
        var known = Subjects.unknown(key(cluster), scope(cluster));
        var state = new SubjectState(
                known.state().key(),
                known.state().identity(),
                new SubjectState.Life(1, "CREATING", null, List.of(), null),
                new SubjectState.Counters(1, 1, 1),
                active,
                List.of(),
                new SubjectState.Past(List.of(), List.of()));
        subjects.put(new Subjects.Known(state, known.scope()));
        wakes.by(key(cluster), BEGIN.plusSeconds(3600), "");
    }

    private void restart() {
        context.setCurrentSystemTimeMs(BEGIN.toEpochMilli());
        var pace = new SagaProcessor.Pace(Duration.ofMillis(50), Duration.ofMillis(1), VIEWS);
        var shared = new SagaProcessor.Shared(
                pace, new Pacers(), new Suspects(), new SagaMeters(new SimpleMeterRegistry(), InstantSource.system()));
        var definitions = ClusterSagas.definitions();
        new SagaProcessor(ClusterEngine.of(definitions), registry, new Views(definitions), shared).init(context);
        for (var scheduled : context.scheduledPunctuators()) {
            scheduled.getPunctuator().punctuate(BEGIN.plus(VIEWS).toEpochMilli());
        }
    }

    private static SagaState saga() {
        var create = new CreateClusterSaga();
        var input = new Payload("Nothing", new byte[0]);
        return new SagaState(
                "operation", "command", create.name(), create.version(), input, BEGIN, List.of(), null, false);
    }

    private KeyValueStore<String, byte[]> store(String name) {
        var store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }

    private static Scope scope(String cluster) {
        return new Scope("tenant", "subscription", "group", cluster);
    }

    private static String key(String cluster) {
        return Ids.scopeKey(scope(cluster));
    }
}
