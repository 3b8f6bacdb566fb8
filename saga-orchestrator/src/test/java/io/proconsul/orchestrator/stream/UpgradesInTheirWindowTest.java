package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.orchestrator.cluster.Specifications;
import io.proconsul.orchestrator.stream.JournalReplay.Replayed;
import io.proconsul.schemas.ConsulVersion;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.CreateToken;
import io.proconsul.wire.Failed;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.Scope;
import io.proconsul.wire.UpdateCluster;
import io.proconsul.wire.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** It is Thursday, midnight; v1.22.0 is out, and a cluster of v1.21.4 has its window on Saturday from 23:00 for four hours. */
class UpgradesInTheirWindowTest {
    private static final Scope SCOPE = new Scope("tenant", "subscription", "group", "consul");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration UNTIL_IT_OPENS = Duration.ofHours(2 * 24 + 23);
    private static final String UPDATE = "update-cluster";

    private final ClusterStage stage =
            new ClusterStage(List.of(new ConsulVersion(21, 4, false), new ConsulVersion(22, 0, false)));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void isUpgradedWhenItsWindowOpensAsIfSomebodyHadAsked() {
        created(window("MAJOR"));
        stage.pass(UNTIL_IT_OPENS.minus(HOUR));
        assertThat(updates()).isZero();

        stage.pass(HOUR);

        assertThat(stage.newestOperation(SCOPE).getName()).isEqualTo(UPDATE);
        assertThat(stage.newestOperation(SCOPE).getStatus()).isEqualTo("SUCCEEDED");
        assertThat(stage.document(SCOPE).getConsulVersion()).isEqualTo("v1.22.0");
        assertThat(commands()).singleElement().satisfies(command -> assertThat(command.getRequestedBy())
                .isEqualTo("schedule"));
        stage.pass(WEEK);
        assertThat(updates()).as("it is the newest").isOne();
    }

    @Test
    void staysWhereItIsWithoutAPolicyThatAllowsIt() {
        created(window("POINT"));

        stage.pass(UNTIL_IT_OPENS);
        stage.pass(WEEK);

        assertThat(updates()).isZero();
    }

    @Test
    void aClusterThatWasToldNothingStaysWhereItIs() {
        created(null);

        stage.pass(UNTIL_IT_OPENS);

        assertThat(updates()).isZero();
    }

    @Test
    void aWindowThatNobodySawIsNotMadeUpFor() {
        created(window("MAJOR"));

        stage.pass(UNTIL_IT_OPENS.plus(Duration.ofHours(5)));
        assertThat(updates()).isZero();

        stage.pass(WEEK.minus(Duration.ofHours(3)));
        assertThat(updates()).as("after midnight of the next one").isOne();
    }

    @Test
    void anUpgradeThatFailsWaitsForTheNextWindow() {
        created(window("MAJOR"));
        stage.answer("provide-consul", new Failed("ConsulProgramMissing", "none", FailureCause.PERMANENT, null));

        stage.pass(UNTIL_IT_OPENS);
        stage.pass(HOUR);
        stage.pass(HOUR);
        assertThat(updates()).isOne();

        stage.pass(WEEK.minus(HOUR));
        assertThat(updates()).isEqualTo(2);
    }

    @Test
    void waitsForWhatIsUnderWayWhenTheWindowOpens() {
        created(window("MAJOR"));
        stage.pass(UNTIL_IT_OPENS.minus(MINUTE));
        stage.hold("create-acl-token");
        stage.ask(SCOPE, "token", "create-token", new CreateToken("accessor", "vault:v1:x", Instant.EPOCH));
        stage.pass(MINUTE);
        assertThat(updates()).isZero();

        stage.release();

        assertThat(stage.document(SCOPE).getConsulVersion()).isEqualTo("v1.22.0");
    }

    @Test
    void anUpdateThatRunsWhenTheWindowOpensIsTheUpgrade() {
        created(window("MAJOR"));
        stage.pass(UNTIL_IT_OPENS.minus(MINUTE));
        stage.hold("provide-consul");
        stage.ask(SCOPE, "by hand", UPDATE, update("v1.22.0", null));
        stage.pass(MINUTE);

        stage.release();

        assertThat(updates()).isOne();
        assertThat(stage.document(SCOPE).getConsulVersion()).isEqualTo("v1.22.0");
    }

    @Test
    void whoeverChangesThePolicyWhileItWaitsIsHeard() {
        created(window("MAJOR"));
        stage.pass(Duration.ofDays(1));
        stage.ask(SCOPE, "by hand", UPDATE, update("v1.21.4", window("MANUAL")));
        stage.work();
        stage.pass(UNTIL_IT_OPENS.minus(Duration.ofDays(1)));
        assertThat(commands()).isEmpty();

        stage.ask(SCOPE, "after all", UPDATE, update("v1.21.4", new Upkeep("MAJOR", List.of(6, 7), 0, 24 * 60)));
        stage.work();

        assertThat(commands()).as("the window is open").hasSize(1);
        assertThat(stage.document(SCOPE).getConsulVersion()).isEqualTo("v1.22.0");
    }

    @Test
    void theJournalReplaysWithWhatNobodyAskedFor() {
        created(window("MAJOR"));
        stage.pass(UNTIL_IT_OPENS);

        var replay = new JournalReplay(stage.registry());
        assertThat(stage.read(Topics.SAGA_JOURNAL, JournalEntry.class))
                .hasSizeGreaterThan(30)
                .allSatisfy(entry -> assertThat(replay.fold(entry)).isInstanceOf(Replayed.Same.class));
    }

    private void created(@Nullable Upkeep upkeep) {
        var spec = ClusterSpec.newBuilder(Specifications.SMALL)
                .setSnapshotInterval("P300D")
                .setUpkeep(upkeep)
                .build();
        stage.ask(SCOPE, "create", "create-cluster", new CreateCluster(spec));
        stage.work();
    }

    /** On Saturdays from 23:00 to 03:00. */
    private static Upkeep window(String policy) {
        return new Upkeep(policy, List.of(6), 23 * 60, 4 * 60);
    }

    private static UpdateCluster update(String version, @Nullable Upkeep upkeep) {
        return new UpdateCluster("v1.21.4", version, null, Instant.EPOCH, upkeep, false);
    }

    /** How often an update has begun. */
    private long updates() {
        return stage.performed(SCOPE).stream().filter("provide-consul"::equals).count();
    }

    /** What the schedule has asked for since the last look. */
    private List<ClusterCommand> commands() {
        return stage.read(Topics.CLUSTER_COMMANDS, ClusterCommand.class);
    }
}
