package io.proconsul.bench.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.local.ledger.Effect.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checker checked: a good run passes, and each kind of violation is found when it is planted. */
class CheckerTest {
    private static final String NETWORK = "/providers/Microsoft.Network/virtualNetworks/";
    private static final String SCALE_SET = "/providers/Microsoft.Compute/virtualMachineScaleSets/";

    @Test
    void aGoodRunIsGood() {
        var judgement = Run.good().judged();

        assertThat(judgement.violations()).isEmpty();
        assertThat(judgement.attempted()).isEqualTo(2);
        assertThat(judgement.accepted()).isEqualTo(2);
        assertThat(judgement.succeeded()).isEqualTo(2);
        assertThat(judgement.compensated()).isZero();
    }

    @Test
    void aRefusedRequestIsNoLoss() {
        var judgement = Run.good().asked(2, "PUT", 409, "").judged();

        assertThat(judgement.violations()).isEmpty();
        assertThat(judgement.attempted()).isEqualTo(3);
        assertThat(judgement.accepted()).isEqualTo(2);
    }

    @Test
    void findsAnAcceptedRequestOfWhichNoTopicKnows() {
        var judgement = Run.good().asked(2, "PUT", 202, "nowhere").judged();

        assertThat(judgement.lost()).isEqualTo(1);
        assertThat(judgement.violations()).singleElement().asString().contains("nowhere");
    }

    @Test
    void findsACommandWithoutVerdict() {
        assertThat(Run.good().command("forgotten").judged().lost()).isEqualTo(1);
    }

    @Test
    void findsAnOperationWithoutEnd() {
        var judgement = Run.good()
                .state(25, "DELETED", "delete-cluster", "endless", "RUNNING", "delete-command")
                .judged();

        assertThat(judgement.lost()).isEqualTo(1);
    }

    @Test
    void findsAnOperationThatNeedsAnOperator() {
        var judgement = Run.good()
                .state(25, "DELETED", "delete-cluster", "stuck", "NEEDS_OPERATOR", "delete-command")
                .judged();

        assertThat(judgement.needsOperator()).isEqualTo(1);
        assertThat(judgement.lost()).isZero();
        assertThat(judgement.isGood()).isFalse();
    }

    @Test
    void findsAClusterThatIsStillThere() {
        var judgement = Run.good()
                .state(25, "RUNNING", "create-cluster", "create", "SUCCEEDED", "create-command")
                .judged();

        assertThat(judgement.violations()).anyMatch(line -> line.contains("cluster c1 is RUNNING"));
    }

    @Test
    void findsASecondNetworkThatWasThereForAMoment() {
        var judgement = Run.good()
                .effect(14, Kind.CREATED, NETWORK + "hvn", 6)
                .effect(15, Kind.CREATED, NETWORK + "other", 6)
                .effect(16, Kind.REMOVED, NETWORK + "other", 6)
                .effect(16, Kind.REMOVED, NETWORK + "hvn", 6)
                .judged();

        assertThat(judgement.duplicateResources()).isEqualTo(1);
        assertThat(judgement.orphans()).isZero();
    }

    @Test
    void serversWithNumbersOfTheirOwnAreNoDuplicatesButTwoWithTheSameAre() {
        var three = Run.good()
                .effect(14, Kind.CREATED, SCALE_SET + "c-server-0", 6)
                .effect(14, Kind.CREATED, SCALE_SET + "c-server-1", 6);
        assertThat(three.judged().duplicateResources()).isZero();

        three.effect(15, Kind.CREATED, SCALE_SET + "d-server-1", 6);
        assertThat(three.judged().duplicateResources()).isEqualTo(1);
    }

    @Test
    void findsWhatIsLeftOfAClusterButNotWhatIsItsCustomers() {
        var judgement = Run.good().effect(14, Kind.CREATED, NETWORK + "left", 6).judged();

        assertThat(judgement.orphans()).isEqualTo(1);
        assertThat(judgement.violations()).singleElement().asString().contains("virtualNetworks/left");
    }

    @Test
    void findsAMarkThatIsLeftOnTheGroup() {
        var judgement = Run.good()
                .effect(2, Kind.CHANGED, "", Map.of("proconsul-cluster", "id"))
                .judged();

        assertThat(judgement.orphans()).isEqualTo(1);
    }

    @Test
    void findsBlobsAndMountsThatAreLeft() {
        var run = Run.good();
        run.blobs.add("pc1/config");
        run.mounts.add("pki/c1/");

        assertThat(run.judged().orphans()).isEqualTo(2);
    }

    @Test
    void findsAWriteOfASupersededEpoch() {
        var judgement = Run.good()
                .effect(4, Kind.CHANGED, NETWORK + "hvn", 9)
                .effect(5, Kind.CHANGED, NETWORK + "hvn", 8)
                .judged();

        assertThat(judgement.staleEffects()).isEqualTo(1);
        assertThat(judgement.violations())
                .singleElement()
                .asString()
                .contains("epoch 8")
                .contains("epoch 9");
    }

    @Test
    void findsAWriteAfterTheClustersEnd() {
        var judgement = Run.good()
                .effect(21, Kind.CREATED, NETWORK + "late", 4)
                .effect(22, Kind.REMOVED, NETWORK + "late", 4)
                .judged();

        assertThat(judgement.staleEffects()).isEqualTo(1);
        assertThat(judgement.orphans()).isZero();
    }

    @Test
    void aWriteInTheMillisecondOfTheClustersEndWasBeforeIt() {
        var end = Run.at(20);

        assertThat(Run.good()
                        .effect(end.plusNanos(1_078), Kind.CHANGED, "", Map.of())
                        .judged()
                        .staleEffects())
                .isZero();
        assertThat(Run.good()
                        .effect(end.plusMillis(1), Kind.CHANGED, "", Map.of())
                        .judged()
                        .staleEffects())
                .isEqualTo(1);
    }

    @Test
    void findsDeadLettersAndAlarms() {
        var run = Run.good();
        run.deadLetters.add("task.results: truncated");
        run.alarms.add("saga-orchestrator: OutOfMemoryError");

        assertThat(run.judged().violations())
                .containsExactly("dead letter: task.results: truncated", "alarm: saga-orchestrator: OutOfMemoryError");
    }

    @Test
    void aWorkersRecoveryIsTheLongestWaitOverThePartitionsForTheFirstTaskThatWasWaiting() {
        var judgement = Run.good()
                .disturbed(100, "worker-infra-2")
                .task(0, 99, 101) // by the process that was not disturbed
                .task(1, 99, 112)
                .task(1, 98, 107)
                .task(2, 103, 104) // was not waiting
                .judged();

        assertThat(judgement.recoveryP50Seconds()).isEqualTo(7);
    }

    @Test
    void anOrchestratorsRecoveryIsTheLongestOverThePartitionsUntilTheNextTransition() {
        var judgement = Run.good()
                .disturbed(100, "saga-orchestrator")
                .transition(0, 99)
                .transition(0, 101)
                .transition(1, 112)
                .transition(1, 113)
                .judged();

        assertThat(judgement.recoveryP99Seconds()).isEqualTo(12);
        assertThat(judgement.kills()).isEqualTo(1);
    }
}
