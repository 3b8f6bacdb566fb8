package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Payload;
import io.proconsul.saga.engine.SagaState;
import io.proconsul.saga.engine.SubjectState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunningSagasTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Payload NOTHING = new Payload("Nothing", new byte[0]);

    private final RunningSagas sagas = new RunningSagas();

    @Test
    void theOldestIsTheOneThatBeganFirstAndStillRuns() {
        sagas.moved(running("second", 2));
        sagas.moved(running("first", 1));
        assertThat(sagas.oldest()).contains(BEGIN.plusSeconds(1));

        sagas.moved(idle("first"));
        assertThat(sagas.oldest()).contains(BEGIN.plusSeconds(2));

        sagas.moved(idle("second"));
        assertThat(sagas.oldest()).isEmpty();
    }

    @Test
    void theNextSagaOfAClusterTakesThePlaceOfTheOneBefore() {
        sagas.moved(running("c", 1));
        sagas.moved(running("c", 9));

        assertThat(sagas.oldest()).contains(BEGIN.plusSeconds(9));
    }

    @Test
    void ofMoreThanAnybodyWantsToKnowTheOldestAreKept() {
        for (int i = 20_000; i > 0; i--) {
            sagas.moved(running("c" + i, i));
        }
        assertThat(sagas.oldest()).contains(BEGIN.plusSeconds(1));

        for (int i = 1; i <= 10_000; i++) {
            sagas.moved(idle("c" + i));
        }

        assertThat(sagas.oldest()).as("nothing is kept of the newer half").isEmpty();
    }

    private static SubjectState running(String cluster, long second) {
        return state(
                cluster,
                new SagaState(
                        "operation", "command", "saga", 1, NOTHING, BEGIN.plusSeconds(second), List.of(), null, false));
    }

    private static SubjectState idle(String cluster) {
        return state(cluster, null);
    }

    private static SubjectState state(String cluster, @Nullable SagaState active) {
        return new SubjectState(
                cluster,
                NOTHING,
                new SubjectState.Life(1, "BUSY", null, List.of(), null),
                new SubjectState.Counters(1, 1, 1),
                active,
                List.of(),
                new SubjectState.Past(List.of(), List.of()));
    }
}
