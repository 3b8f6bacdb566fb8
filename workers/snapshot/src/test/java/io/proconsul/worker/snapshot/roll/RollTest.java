package io.proconsul.worker.snapshot.roll;

import static io.proconsul.worker.snapshot.FakeConsul.rpc;
import static io.proconsul.worker.snapshot.FakeTransit.ciphertext;
import static io.proconsul.worker.snapshot.Fixtures.ATTEMPT;
import static io.proconsul.worker.snapshot.Fixtures.CLUSTER;
import static io.proconsul.worker.snapshot.Fixtures.CLUSTER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.wire.AwaitServer;
import io.proconsul.wire.ChooseServer;
import io.proconsul.wire.ClusterAccess;
import io.proconsul.wire.Done;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.InspectServers;
import io.proconsul.wire.RemoveServer;
import io.proconsul.wire.ServerAwaited;
import io.proconsul.wire.ServerChosen;
import io.proconsul.wire.ServersInspected;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.snapshot.FakeConsul;
import io.proconsul.worker.snapshot.Fixtures;
import io.proconsul.worker.snapshot.consul.ConsulConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers of which the first one leads are taken from 1.21.4 to 1.22.0. */
class RollTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NEW = "v1.22.0";

    private static final String MANAGEMENT = FakeConsul.newSecret();

    @TempDir
    static Path directory;

    private static FakeConsul cluster;

    private Instant now = NOW;

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = new FakeConsul(directory).start(3);
        cluster.bootstrapWith(MANAGEMENT);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void allIsWell() {
        cluster.leader = rpc(cluster.servers().get(0));
        cluster.peers = cluster.servers().stream().map(FakeConsul::rpc).toList();
        cluster.healthy = true;
        cluster.cannotTransfer = false;
        cluster.stableSince = Instant.EPOCH;
        cluster.applied.clear();
        cluster.versions.clear();
        cluster.meta.clear();
    }

    @Test
    void followersComeFirstInTheirOrder() throws IOException {
        assertThat(choose()).isEqualTo(chosen(1));
        assertThat(choose(1)).isEqualTo(chosen(2));
    }

    @Test
    void theLeaderComesLastAndHandsOverBefore() throws IOException {
        assertThat(choose(1, 2)).isInstanceOf(Outcome.Pending.class);

        assertThat(cluster.leader).isEqualTo(rpc(cluster.servers().get(1)));
        assertThat(choose(1, 2)).isEqualTo(chosen(0));
        assertThat(choose(0, 1, 2)).isEqualTo(chosen(-1));
    }

    @Test
    void aLeaderThatCannotHandOverIsChosenAllTheSame() throws IOException {
        cluster.cannotTransfer = true;

        assertThat(choose(1, 2)).isEqualTo(chosen(0));
        assertThat(cluster.leader).isEqualTo(rpc(cluster.servers().get(0)));
    }

    @Test
    void noServerIsChosenWhileOneIsUnhealthy() throws IOException {
        cluster.healthy = false;

        assertPending(choose(), "server-1 is no healthy voter", "1 healthy voters of 3");
    }

    @Test
    void noServerIsChosenWhileOneHasNotBeenHealthyForLong() throws IOException {
        cluster.stableSince = NOW.minusSeconds(9);
        assertPending(choose(), "server-2 is healthy only since 2025-12-31T23:59:51Z");

        now = NOW.plusSeconds(1);
        assertThat(choose()).isEqualTo(chosen(1));
    }

    @Test
    void noServerIsChosenWhileOneLacksWhatIsAgreedOn() throws IOException {
        cluster.applied.put(2, 41L);

        assertPending(choose(), "server-2 has applied 41 of 57");
    }

    @Test
    void noServerIsChosenWithoutALeader() throws IOException {
        cluster.leader = "";

        assertPending(choose(), "server-0 knows no leader");
    }

    @Test
    void noServerIsChosenAfterOneThatDidNotTakeWhatItWasGiven() throws IOException {
        var refused = new ServerAwaited(1, "server-1", "v1.21.4", false);

        assertThat(new ChooseServerActivity(lookout())
                        .perform(new ChooseServer(CLUSTER, access(), List.of(refused)), ATTEMPT))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.code()).isEqualTo("ServerNotUpdated");
                    assertThat(failed.cause()).isEqualTo(FailureCause.PERMANENT);
                });
        assertThat(inspect(refused)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aServerIsBackWhenItSaysItselfThatItRunsWhatItWasGiven() throws IOException {
        assertPending(await(1), "server-1 still runs what it ran");

        cluster.versions.put(1, "1.22.0");
        assertPending(await(1), "server-1 still runs what it ran");

        cluster.meta.put(1, Map.of("proconsul_update", ATTEMPT.sagaId()));
        assertThat(await(1)).isEqualTo(awaited(1, NEW, true));
    }

    @Test
    void aServerIsNotBackBeforeTheWholeClusterIs() throws IOException {
        updated(1);
        cluster.applied.put(1, 3L);
        assertPending(await(1), "server-1 has applied 3 of 57");

        cluster.applied.clear();
        cluster.healthy = false;
        assertPending(await(1), "is no healthy voter");
    }

    @Test
    void aServerThatNeverTakesItEndsTheWaitOnlyInAWholeCluster() throws IOException {
        var first = (Outcome.Pending) await(1);
        now = NOW.plus(AwaitServerActivity.PATIENCE);

        cluster.healthy = false;
        assertPending(await(1, first.continuation()), "is no healthy voter");
        cluster.healthy = true;
        assertThat(await(1, first.continuation())).isEqualTo(awaited(1, "v1.21.4", false));
    }

    @Test
    void inATurnOfNobodyThereIsNothingToWaitFor() throws IOException {
        cluster.healthy = false;

        assertThat(await(-1)).isEqualTo(Outcome.succeeded(new ServerAwaited(-1, "", "", true)));
    }

    @Test
    void inTheEndEveryServerIsAsked() throws IOException {
        updated(0);
        updated(1);
        assertThat(inspect()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.message())
                .contains("expected v1.22.0 on every server", "server-2=v1.21.4"));

        updated(2);
        assertThat(inspect())
                .isEqualTo(Outcome.succeeded(
                        new ServersInspected(Map.of("server-0", NEW, "server-1", NEW, "server-2", NEW))));
    }

    @Test
    void aServerThatGoesIsTakenOutOfRaftOnce() throws IOException {
        assertThat(remove(2)).isEqualTo(Outcome.succeeded(new Done(1)));

        assertThat(cluster.peers)
                .containsExactly(
                        rpc(cluster.servers().get(0)), rpc(cluster.servers().get(1)));
        assertThat(remove(2)).isEqualTo(Outcome.succeeded(new Done(0)));
        assertThat(remove(-1)).isEqualTo(Outcome.succeeded(new Done(0)));
    }

    @Test
    void aServerThatCannotBeTakenOutIsNotSaidToBe() throws IOException {
        cluster.leader = "";

        assertThat(remove(2)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("ServerNotRemoved");
            assertThat(failed.cause()).isEqualTo(FailureCause.TRANSIENT);
            assertThat(failed.message()).contains("server-0", "server-1");
        });
        assertThat(cluster.peers).hasSize(3);
    }

    private Outcome remove(int index) throws IOException {
        var staying =
                new ClusterAccess(cluster.caPem(), cluster.servers().subList(0, 2), ciphertext(CLUSTER_ID, MANAGEMENT));
        return new RemoveServerActivity(lookout()).perform(new RemoveServer(CLUSTER, staying, index), ATTEMPT);
    }

    private void updated(int index) {
        cluster.versions.put(index, "1.22.0");
        cluster.meta.put(index, Map.of("proconsul_update", ATTEMPT.sagaId()));
    }

    private Outcome choose(Integer... done) throws IOException {
        var turns = Arrays.stream(done)
                .map(index -> new ServerAwaited(index, "server-" + index, NEW, true))
                .toList();
        return new ChooseServerActivity(lookout()).perform(new ChooseServer(CLUSTER, access(), turns), ATTEMPT);
    }

    private Outcome await(int index) throws IOException {
        return await(index, ATTEMPT);
    }

    private Outcome await(int index, String continuation) throws IOException {
        return await(
                index,
                new Attempt(
                        ATTEMPT.taskId(),
                        ATTEMPT.sagaId(),
                        ATTEMPT.clusterId(),
                        ATTEMPT.scope(),
                        ATTEMPT.step(),
                        ATTEMPT.direction(),
                        ATTEMPT.number(),
                        ATTEMPT.epoch(),
                        Optional.of(continuation),
                        ATTEMPT.deadline()));
    }

    private Outcome await(int index, Attempt attempt) throws IOException {
        return new AwaitServerActivity(lookout(), clock())
                .perform(new AwaitServer(CLUSTER, access(), index, NEW), attempt);
    }

    private Outcome inspect(ServerAwaited... done) throws IOException {
        return new InspectServersActivity(lookout())
                .perform(new InspectServers(CLUSTER, access(), List.of(done), NEW), ATTEMPT);
    }

    private Lookout lookout() {
        return new Lookout(
                Fixtures.consuls(cluster.port()),
                Fixtures.secrets(),
                Fixtures.config(ConsulConfig.class, Map.of()),
                clock());
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private ClusterAccess access() throws IOException {
        return new ClusterAccess(cluster.caPem(), cluster.servers(), ciphertext(CLUSTER_ID, MANAGEMENT));
    }

    private static Outcome chosen(int index) {
        return Outcome.succeeded(new ServerChosen(index));
    }

    private static Outcome awaited(int index, String version, boolean updated) {
        return Outcome.succeeded(new ServerAwaited(index, "server-" + index, version, updated));
    }

    private static void assertPending(Outcome outcome, String... reasons) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Pending.class, pending -> assertThat(pending.continuation())
                .contains(reasons));
    }
}
