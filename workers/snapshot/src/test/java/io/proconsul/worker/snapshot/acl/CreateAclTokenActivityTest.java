package io.proconsul.worker.snapshot.acl;

import static io.proconsul.worker.snapshot.FakeTransit.ciphertext;
import static io.proconsul.worker.snapshot.Fixtures.CLUSTER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.wire.CreateAclToken;
import io.proconsul.wire.CreateToken;
import io.proconsul.wire.DeleteAclToken;
import io.proconsul.wire.Done;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.RevokeAclTokens;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.snapshot.FakeConsul;
import io.proconsul.worker.snapshot.Fixtures;
import io.proconsul.worker.snapshot.consul.ConsulException;
import io.proconsul.worker.snapshot.consul.Leader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating the token of the cluster's users, deleting it again, and revoking those of earlier times. */
class CreateAclTokenActivityTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String OLD = "00000000-0000-4000-8000-00000000000a";
    private static final String NEW = "00000000-0000-4000-8000-00000000000b";

    private final String management = FakeConsul.newSecret();
    private final String oldSecret = FakeConsul.newSecret();
    private String newSecret = FakeConsul.newSecret();
    private String newAccessor = NEW;

    @TempDir
    Path directory;

    private Instant now = NOW;
    private FakeConsul cluster;

    @BeforeEach
    void startCluster() throws IOException {
        cluster = new FakeConsul(directory).start(3);
        cluster.bootstrapWith(management);
        cluster.accessorsBySecret().put(oldSecret, OLD);
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void createsAManagementTokenAndDeletesTheOneBefore() throws IOException {
        assertThat(create(OLD)).isEqualTo(Outcome.succeeded(new Done(2)));

        assertThat(cluster.accessorsBySecret())
                .containsEntry(management, "management")
                .containsEntry(newSecret, NEW)
                .hasSize(2);
        assertThat(cluster.policiesByAccessor()).containsEntry(NEW, "00000000-0000-0000-0000-000000000001");
    }

    @Test
    void theFirstOneReplacesNone() throws IOException {
        assertThat(create("")).isEqualTo(Outcome.succeeded(new Done(1)));

        assertThat(cluster.accessorsBySecret())
                .containsEntry(oldSecret, OLD)
                .containsEntry(newSecret, NEW)
                .hasSize(3);
    }

    @ParameterizedTest(name = "Consul as before 1.15: {0}")
    @ValueSource(booleans = {false, true})
    void changesNothingWhenRepeated(boolean before115) throws IOException {
        cluster.deletesWhatIsNotThere = before115;
        create(OLD);

        assertThat(create(OLD)).isInstanceOf(Outcome.Succeeded.class);

        assertThat(cluster.accessorsBySecret()).containsEntry(newSecret, NEW).hasSize(2);
    }

    @Test
    void createsNothingThatNobodyWaitsFor() throws IOException {
        now = NOW.plusSeconds(46);

        assertThat(create(OLD)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("NobodyWaits");
            assertThat(failed.cause()).isEqualTo(FailureCause.PERMANENT);
        });
        assertThat(cluster.accessorsBySecret()).containsEntry(oldSecret, OLD).hasSize(2);
    }

    @Test
    void goesOnWithATokenThatIsThereEvenIfNobodyWaitsAnyMore() throws IOException {
        cluster.loseDeleteAnswer = true;
        assertThatThrownBy(() -> create(OLD))
                .isInstanceOf(ConsulException.class)
                .satisfies(e ->
                        assertThat(Fixtures.failures().outcomeOf(e).cause()).isEqualTo(FailureCause.UNAVAILABLE));
        cluster.loseDeleteAnswer = false;
        now = NOW.plusSeconds(46);

        assertThat(create(OLD)).isEqualTo(Outcome.succeeded(new Done(0)));
        assertThat(cluster.accessorsBySecret()).containsEntry(newSecret, NEW).hasSize(2);
    }

    @Test
    void givesUpWithoutARightToCreate() throws IOException {
        cluster.accessorsBySecret().remove(management);

        assertThatThrownBy(() -> create(OLD)).satisfies(e -> {
            var failed = Fixtures.failures().outcomeOf(e);
            assertThat(failed.code()).isEqualTo("ConsulForbidden");
            assertThat(failed.cause()).isEqualTo(FailureCause.PERMANENT);
            assertThat(failed.message()).doesNotContain(newSecret).doesNotContain(management);
        });
        assertThat(cluster.accessorsBySecret()).containsOnlyKeys(oldSecret);
    }

    @Test
    void asksNobodyWithoutALeader() {
        cluster.leader = "";

        assertThatThrownBy(() -> create(OLD))
                .satisfies(
                        e -> assertThat(Fixtures.failures().outcomeOf(e).code()).isEqualTo("NoLeader"));
        assertThat(cluster.accessorsBySecret()).hasSize(2);
    }

    @Test
    void itsUndoingDeletesTheNewOneAndLeavesTheOthers() throws IOException {
        create("");

        assertThat(delete()).isEqualTo(Outcome.succeeded(new Done(1)));

        assertThat(cluster.accessorsBySecret()).containsOnlyKeys(management, oldSecret);
    }

    @Test
    void itsUndoingFindsNothingWhereNothingWasDone() throws IOException {
        assertThat(delete()).isEqualTo(Outcome.succeeded(new Done(0)));

        assertThat(cluster.accessorsBySecret()).containsOnlyKeys(management, oldSecret);
    }

    @Test
    void tokensOfUsersThatAreNotTheOneTheyHaveAreRevoked() throws IOException {
        create("");
        newSecret = FakeConsul.newSecret();
        newAccessor = "00000000-0000-4000-8000-00000000000c";
        create("");

        assertThat(revokeAllBut(NEW)).isEqualTo(Outcome.succeeded(new Done(1)));
        assertThat(cluster.accessorsBySecret().values()).containsExactlyInAnyOrder("management", OLD, NEW);

        assertThat(revokeAllBut("")).isEqualTo(Outcome.succeeded(new Done(1)));
        assertThat(revokeAllBut("")).isEqualTo(Outcome.succeeded(new Done(0)));
        assertThat(cluster.accessorsBySecret().values()).containsExactlyInAnyOrder("management", OLD);
    }

    private Outcome revokeAllBut(String kept) throws IOException {
        var command = new RevokeAclTokens(Fixtures.CLUSTER, cluster.caPem(), cluster.servers(), bootstrapToken(), kept);
        return new RevokeAclTokensActivity(leader(), Fixtures.secrets()).perform(command, Fixtures.ATTEMPT);
    }

    private Outcome create(String replaced) throws IOException {
        var token = new CreateToken(newAccessor, ciphertext(CLUSTER_ID, newSecret), NOW.plusSeconds(45));
        var command = new CreateAclToken(
                Fixtures.CLUSTER, cluster.caPem(), cluster.servers(), bootstrapToken(), token, replaced);
        return new CreateAclTokenActivity(leader(), Fixtures.secrets(), Clock.fixed(now, ZoneOffset.UTC))
                .perform(command, Fixtures.ATTEMPT);
    }

    private Outcome delete() throws IOException {
        var command = new DeleteAclToken(Fixtures.CLUSTER, cluster.caPem(), cluster.servers(), bootstrapToken(), NEW);
        return new DeleteAclTokenActivity(leader(), Fixtures.secrets()).perform(command, Fixtures.ATTEMPT);
    }

    private Leader leader() {
        return new Leader(Fixtures.consuls(cluster.port()));
    }

    private String bootstrapToken() {
        return ciphertext(CLUSTER_ID, management);
    }
}
