package io.proconsul.orchestrator.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.orchestrator.cluster.Specifications;
import io.proconsul.orchestrator.stream.JournalReplay.Replayed;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.CreateSecondary;
import io.proconsul.wire.CreateSnapshot;
import io.proconsul.wire.DeleteCluster;
import io.proconsul.wire.Failed;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Task;
import io.proconsul.wire.Verdict;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two clusters that hear of each other through their topics: how one joins the other, and who may go when. */
class FederationTest {
    private static final Scope PRIMARY = new Scope("t", "s", "g", "p");
    private static final Scope SECONDARY = new Scope("t", "s", "g", "s");

    private final ClusterStage stage = new ClusterStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void thePrimaryIsAskedBeforeAnythingIsBuiltAndKnowsItsSecondary() {
        createPrimary();

        createSecondary();

        assertThat(stage.phase(SECONDARY)).isEqualTo("RUNNING");
        assertThat(stage.document(SECONDARY).getPrimary()).isEqualTo(Replies.primary());
        assertThat(stage.document(PRIMARY).getSecondaries()).singleElement().satisfies(joined -> assertThat(
                        joined.getRef())
                .isEqualTo(stage.document(SECONDARY).getRef()));
        assertThat(stage.performed(SECONDARY)).startsWith("create-secrets", "adopt-secrets", "reserve-resource-group");
        assertThat(stage.performed(PRIMARY)).endsWith("admit-secondary");
    }

    @Test
    void aPrimaryIsNotDeletedWhileItHasSecondaries() {
        createPrimary();
        createSecondary();

        var verdict = delete(PRIMARY);

        assertThat(requireNonNull(verdict.getRejection()).getCode()).isEqualTo("FederationHasSecondaries");
        assertThat(verdict.getRejection().getMessage())
                .isEqualTo("expected a cluster that nobody has joined, but it is the primary of s: delete them first");
        assertThat(stage.phase(PRIMARY)).isEqualTo("RUNNING");
    }

    @Test
    void aSecondaryThatIsDeletedFreesItsPrimary() {
        createPrimary();
        createSecondary();

        stage.ask(SECONDARY, "delete-s", "delete-secondary", deletion(false));
        stage.work();

        assertThat(stage.phase(SECONDARY)).isEqualTo("DELETED");
        assertThat(stage.document(PRIMARY).getSecondaries()).isEmpty();
        assertThat(stage.performed(PRIMARY)).endsWith("admit-secondary", "expel-secondary");
        delete(PRIMARY);
        assertThat(stage.phase(PRIMARY)).isEqualTo("DELETED");
    }

    @Test
    void aSecondaryIsDeletedAsOne() {
        createPrimary();
        createSecondary();

        assertThat(requireNonNull(delete(SECONDARY).getRejection()).getCode()).isEqualTo("ClusterIsSecondary");
        var other = stage.ask(PRIMARY, "delete-p", "delete-secondary", deletion(false));
        assertThat(requireNonNull(other.getRejection()).getCode()).isEqualTo("ClusterNotSecondary");
    }

    @Test
    void aSecondaryThatCannotBeMadeFreesItsPrimary() {
        createPrimary();
        stage.answer("await-quorum", new Failed("NoQuorum", "never", FailureCause.PERMANENT, null));

        createSecondary();

        assertThat(stage.phase(SECONDARY)).isEqualTo("FAILED");
        assertThat(stage.document(PRIMARY).getSecondaries()).isEmpty();
        delete(PRIMARY);
        assertThat(stage.phase(PRIMARY)).isEqualTo("DELETED");
    }

    @Test
    void withoutItsPrimaryNothingOfASecondaryIsBuilt() {
        createPrimary();
        delete(PRIMARY);

        createSecondary();

        assertThat(stage.phase(SECONDARY)).isEqualTo("FAILED");
        assertThat(stage.performed(SECONDARY)).containsExactly("create-secrets");
        assertThat(requireNonNull(stage.newestOperation(SECONDARY).getError()).getMessage())
                .isEqualTo("the primary: expected a running cluster to join, but it is DELETED");
    }

    @Test
    void aClusterMadeAnewUnderThePrimarysNameIsNotJoined() {
        createPrimary();
        delete(PRIMARY);
        stage.ask(PRIMARY, "create-p-again", "create-cluster", new CreateCluster(Specifications.SMALL));
        stage.work();

        createSecondary();

        assertThat(requireNonNull(stage.newestOperation(SECONDARY).getError()).getCode())
                .isEqualTo("PrimaryReplaced");
        assertThat(stage.document(PRIMARY).getSecondaries()).isEmpty();
    }

    @Test
    void aDatacenterOrAnAddressIsThereOnlyOnce() {
        createPrimary();

        stage.ask(
                SECONDARY,
                "create-s",
                "create-secondary",
                new CreateSecondary(Replies.spec("dc1", "172.25.17.0/24"), Replies.primary()));
        stage.work();
        var byName = stage.newestOperation(SECONDARY);
        stage.ask(
                SECONDARY,
                "create-s-2",
                "create-secondary",
                new CreateSecondary(Replies.spec("dc2", "172.25.16.128/25"), Replies.primary()));
        stage.work();
        var byNetwork = stage.newestOperation(SECONDARY);

        assertThat(requireNonNull(byName.getError()).getCode()).isEqualTo("DatacenterTaken");
        assertThat(requireNonNull(byNetwork.getError()).getMessage())
                .isEqualTo(
                        "the primary: expected a network beside 172.25.16.0/24, which the cluster p of the federation"
                                + " has, but found 172.25.16.128/25");
    }

    @Test
    void aBusyPrimaryAnswersWhenItHasTime() {
        createPrimary();
        stage.hold("take-snapshot");
        stage.ask(PRIMARY, "snapshot", "create-snapshot", new CreateSnapshot("nightly", "", Instant.EPOCH, "MANUAL"));
        createSecondary();
        assertThat(stage.newestOperation(SECONDARY).getSteps()).last().satisfies(step -> assertThat(
                        step.getName() + " " + step.getStatus())
                .isEqualTo("join-federation WAITING"));

        stage.release();

        assertThat(stage.phase(SECONDARY)).isEqualTo("RUNNING");
        assertThat(stage.document(PRIMARY).getSecondaries()).hasSize(1);
    }

    @Test
    void whoeverDeletesAPrimaryThatIsLettingSomeoneInIsTooLate() {
        createPrimary();
        stage.hold("admit-secondary");
        createSecondary();

        var verdict = delete(PRIMARY);

        assertThat(requireNonNull(verdict.getRejection()).getCode()).isEqualTo("FederationHasSecondaries");
        stage.release();
        assertThat(stage.phase(SECONDARY)).isEqualTo("RUNNING");
    }

    @Test
    void aPrimaryWhoseApplicationGoesIsNotKeptAndItsSecondaryIsNotMade() {
        createPrimary();
        stage.hold("admit-secondary");
        createSecondary();

        stage.ask(PRIMARY, "application", "delete-cluster", deletion(true));
        stage.release();

        assertThat(stage.phase(PRIMARY)).isEqualTo("DELETED");
        assertThat(stage.phase(SECONDARY)).isEqualTo("FAILED");
        assertThat(stage.performed(SECONDARY)).containsExactly("create-secrets");
    }

    @Test
    void aSecondaryOutlivesItsPrimaryAndCanBeDeleted() {
        createPrimary();
        createSecondary();
        stage.ask(PRIMARY, "application", "delete-cluster", deletion(true));
        stage.work();
        assertThat(stage.phase(PRIMARY)).isEqualTo("DELETED");
        assertThat(stage.phase(SECONDARY)).isEqualTo("RUNNING");

        stage.ask(SECONDARY, "delete-s", "delete-secondary", deletion(false));
        stage.work();

        assertThat(stage.phase(SECONDARY)).isEqualTo("DELETED");
    }

    @Test
    void aDeletionOvertakesACreationThatHasJoinedAndThePrimaryIsFree() {
        createPrimary();
        stage.hold("launch-servers");
        createSecondary();

        stage.ask(SECONDARY, "delete-s", "delete-secondary", deletion(false));
        stage.release();

        assertThat(stage.phase(SECONDARY)).isEqualTo("DELETED");
        assertThat(stage.document(PRIMARY).getSecondaries()).isEmpty();
    }

    @Test
    void anAnswerThatIsSentTwiceIsTakenOnce() {
        createPrimary();
        stage.sendEverythingTwice();

        createSecondary();

        assertThat(stage.phase(SECONDARY)).isEqualTo("RUNNING");
        assertThat(stage.document(PRIMARY).getSecondaries()).hasSize(1);
    }

    @Test
    void theJournalsOfBothReplayEachForItself() {
        createPrimary();
        createSecondary();

        var replay = new JournalReplay(stage.registry());

        assertThat(stage.read(Topics.SAGA_JOURNAL, JournalEntry.class))
                .hasSizeGreaterThan(35)
                .allSatisfy(entry -> assertThat(replay.fold(entry)).isInstanceOf(Replayed.Same.class));
    }

    @Test
    void noTaskOfAWorkerIsThePrimarys() {
        createPrimary();
        createSecondary();

        assertThat(stage.performed()).extracting(Task::getStep).doesNotContain("join-federation");
    }

    private void createPrimary() {
        stage.ask(PRIMARY, "create-p", "create-cluster", new CreateCluster(Specifications.SMALL));
        stage.work();
        assertThat(stage.document(PRIMARY).getRef().getClusterId()).isEqualTo(Ids.clusterId(PRIMARY, 1));
    }

    private void createSecondary() {
        SpecificRecord command = new CreateSecondary(Replies.spec("dc2", "172.25.17.0/24"), Replies.primary());
        stage.ask(SECONDARY, "create-s", "create-secondary", command);
        stage.work();
    }

    private Verdict delete(Scope scope) {
        var verdict = stage.ask(scope, "delete-" + scope.getClusterName(), "delete-cluster", deletion(false));
        stage.work();
        return verdict;
    }

    private static DeleteCluster deletion(boolean unstoppable) {
        return new DeleteCluster("no longer needed", unstoppable);
    }
}
