package io.proconsul.bench.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.bench.saga.wire.RunBench;
import io.proconsul.saga.Definition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResidentSagaTest {
    private final Definition<RunBench, RunBench> definition = Definition.of(new ResidentSaga());

    @Test
    void itsOneTaskGoesToAWorkerThatTheOtherSagaDoesNotNeed() {
        assertThat(definition.steps()).singleElement().satisfies(step -> assertThat(step.worker())
                .isEqualTo(ResidentSaga.WORKER)
                .isNotEqualTo(BenchSaga.WORKER));
    }

    @Test
    void theTaskIsSentAgainEveryDayForALongTime() {
        var step = definition.step("stay");

        assertThat(step.answerWithin()).isEqualTo(Duration.ofDays(1));
        assertThat(step.finishWithin()).isGreaterThan(Duration.ofDays(100));
    }
}
