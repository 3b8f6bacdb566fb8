package io.proconsul.cli.demo;

import static io.proconsul.cli.demo.Operations.START;
import static io.proconsul.cli.demo.Operations.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.cli.demo.Witness.Operation;
import io.proconsul.orchestrator.cluster.CreateClusterSaga;
import io.proconsul.saga.SagaBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

    @Test
    void addsWhatFollowsAndTakesTheLongestOfWhatIsSideBySide() {
        var plan = new CreateClusterSaga().define(new SagaBuilder<>());
        var cloud = Map.of(
                "prepare-network", Duration.ofSeconds(4),
                "create-storage", Duration.ofSeconds(6),
                "grant-access", Duration.ofSeconds(1),
                "launch-servers", Duration.ofSeconds(10));

        assertThat(CriticalPath.of(plan, cloud)).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void countsTheCloudsTimeOnceWhereOperationsOfAStepOverlap() {
        var saga = Operations.of(List.of("launch-servers"), step("launch-servers", "SUCCEEDED", 10, 30));

        var work = CloudWork.of(
                saga,
                List.of(
                        operation("Microsoft.Compute/virtualMachineScaleSets", 11, 15),
                        operation("Microsoft.Compute/virtualMachineScaleSets", 12, 18),
                        operation("Microsoft.Compute/virtualMachineScaleSets", 20, 21),
                        operation("Microsoft.Compute/virtualMachineScaleSets", 40, 50),
                        operation("Microsoft.Network/virtualNetworks", 11, 29)),
                Operation::end);

        assertThat(work).containsExactly(Map.entry("launch-servers", Duration.ofSeconds(8)));
    }

    @Test
    void endsAnOperationWhenACallerWhoComesBackAsToldCanKnowIt() {
        var toldToWait10 = operation("Microsoft.Storage/storageAccounts", 0, 25, Duration.ofSeconds(10));
        var onTheDot = operation("Microsoft.Storage/storageAccounts", 0, 20, Duration.ofSeconds(10));
        var toldNothing = operation("Microsoft.Storage/storageAccounts", 0, 25, Duration.ZERO);

        assertThat(toldToWait10.knownEnd()).contains(START.plusSeconds(30));
        assertThat(onTheDot.knownEnd()).contains(START.plusSeconds(20));
        assertThat(toldNothing.knownEnd()).contains(START.plusSeconds(25));
    }

    @Test
    void takesTheEndItselfIfTheWorkOfAnOperationLastedLongerThanItsOwnTime() {
        var slowMachine = new Operation(
                "/subscriptions/s/x",
                "Microsoft.Compute/virtualMachineScaleSets",
                "create",
                "Succeeded",
                START,
                Duration.ofSeconds(12),
                Duration.ofSeconds(1),
                Optional.of(START.plusMillis(12_300)));

        assertThat(slowMachine.knownEnd()).contains(START.plusMillis(12_300));
    }

    private static Operation operation(String type, int begin, int end) {
        return operation(type, begin, end, Duration.ofSeconds(1));
    }

    private static Operation operation(String type, int begin, int end, Duration retryAfter) {
        return new Operation(
                "/subscriptions/s/x",
                type,
                "create",
                "Succeeded",
                START.plusSeconds(begin),
                Duration.ofSeconds((long) end - begin),
                retryAfter,
                Optional.of(START.plusSeconds(end)));
    }
}
