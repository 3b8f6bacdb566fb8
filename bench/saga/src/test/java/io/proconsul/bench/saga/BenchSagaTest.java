package io.proconsul.bench.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.bench.saga.wire.BenchStep;
import io.proconsul.bench.saga.wire.BenchUndo;
import io.proconsul.bench.saga.wire.RunBench;
import io.proconsul.saga.Definition;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Saga;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BenchSagaTest {
    private final Definition<RunBench, RunBench> definition = Definition.of(new BenchSaga());

    @Test
    void anOrchestratorFindsThemBesideItsOwn() {
        assertThat(ServiceLoader.load(Saga.class)).hasExactlyElementsOfTypes(BenchSaga.class, ResidentSaga.class);
    }

    @Test
    void tenStepsAreDoneOneAfterAnotherByTheSameWorker() {
        assertThat(definition.stepNames()).hasSize(10).startsWith("step-1").endsWith("step-10");
        assertThat(definition.plan()).isInstanceOf(Plan.InOrder.class);
        assertThat(definition.steps())
                .allSatisfy(step -> assertThat(step.worker()).isEqualTo(BenchSaga.WORKER));
    }

    @Test
    void theStepThatIsToFailIsToldSoAndEachCanBeUndone() {
        var input = new RunBench("payload", 8);

        var eighth = definition.step("step-8");
        var command = (BenchStep) eighth.command().apply(input, step -> Optional.empty());
        var ninth = (BenchStep) definition.step("step-9").command().apply(input, step -> Optional.empty());

        assertThat(command.getFail()).isTrue();
        assertThat(ninth.getFail()).isFalse();
        assertThat(eighth.compensation()).isNotNull().satisfies(undo -> assertThat(undo.apply(input))
                .isEqualTo(new BenchUndo(8)));
    }
}
