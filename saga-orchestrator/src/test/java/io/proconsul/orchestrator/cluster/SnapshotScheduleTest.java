package io.proconsul.orchestrator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.CreateSnapshot;
import io.proconsul.wire.DeleteSnapshot;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotScheduleTest {
    private static final Instant BORN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant LATE = BORN.plus(Duration.ofDays(100));
    private static final Scope SCOPE = new Scope("t", "s", "g", "n");
    private static final String CLUSTER = "6c84fb90-12c4-11e1-840d-7b25c5ee775a";

    @Test
    void theFirstSlotBeginsAnIntervalAfterTheBirth() {
        var schedule = daily();

        assertThat(schedule.due(SCOPE, BORN)).isEmpty();
        assertThat(schedule.due(SCOPE, BORN.plus(DAY).minusMillis(1))).isEmpty();
        assertThat(schedule.nextLook(BORN.plusSeconds(1))).isEqualTo(BORN.plus(DAY));
        assertThat(created(schedule.due(SCOPE, BORN.plus(DAY)))).hasSize(1);
    }

    @Test
    void aClockThatWentBackBeforeTheBirthAsksForNothing() {
        assertThat(daily().due(SCOPE, BORN.minus(DAY))).isEmpty();
        assertThat(daily().nextLook(BORN.minus(DAY))).isEqualTo(BORN.plus(DAY));
    }

    @Test
    void wheneverOneLooksInASlotItIsTheSameSnapshot() {
        var early = daily().due(SCOPE, BORN.plus(DAY));
        var late = daily().due(SCOPE, BORN.plus(DAY).plus(DAY).minusMillis(1));
        var next = daily().due(SCOPE, BORN.plus(DAY).plus(DAY));

        assertThat(late).extracting(ClusterCommand::getCommandId).isEqualTo(ids(early));
        assertThat(next).extracting(ClusterCommand::getCommandId).doesNotContainAnyElementsOf(ids(early));
        assertThat(created(early).get(0).getSnapshotId())
                .isEqualTo(created(late).get(0).getSnapshotId());
    }

    @Test
    void asksAsNobodyElseDoes() {
        var command = daily().due(SCOPE, BORN.plus(DAY)).get(0);

        assertThat(command.getName()).isEqualTo("create-snapshot");
        assertThat(command.getScope()).isEqualTo(SCOPE);
        assertThat(command.getIssuedAt()).isEqualTo(BORN.plus(DAY));
        assertThat(command.getRequestedBy()).isEqualTo("schedule");
        assertThat(created(List.of(command)).get(0))
                .isEqualTo(new CreateSnapshot(
                        created(List.of(command)).get(0).getSnapshotId(),
                        "scheduled for 2026-03-02T10:00:00Z",
                        BORN.plus(DAY),
                        "SCHEDULED"));
    }

    @Test
    void ofAHundredSlotsThatWentByUnseenOneSnapshotIsTaken() {
        assertThat(created(daily().due(SCOPE, LATE))).hasSize(1);
        assertThat(daily().nextLook(LATE.plusSeconds(1))).isEqualTo(LATE.plusSeconds(1));
        assertThat(daily().nextSlot(LATE.plusSeconds(1))).isEqualTo(LATE.plus(DAY));
    }

    @ParameterizedTest
    @CsvSource({"CREATING", "READY", "CREATING_FAILED", "DELETING"})
    void aSlotThatHasItsSnapshotWantsNoneWhateverBecameOfIt(String state) {
        var wanted = created(daily().due(SCOPE, LATE)).get(0).getSnapshotId();

        var schedule = daily(snapshot(wanted, "SCHEDULED", state, LATE));

        assertThat(schedule.due(SCOPE, LATE.plusSeconds(1))).isEmpty();
        assertThat(schedule.nextLook(LATE.plusSeconds(1))).isEqualTo(LATE.plus(DAY));
        assertThat(created(schedule.due(SCOPE, LATE.plus(DAY)))).hasSize(1);
    }

    @Test
    void whatIsOlderThanTheRetentionGoesUnlessSomebodyAskedForIt() {
        var old = LATE.minus(Duration.ofDays(30)).minusSeconds(1);
        var schedule = daily(
                snapshot("first", "FIRST", "READY", BORN),
                snapshot("manual", "MANUAL", "READY", BORN),
                snapshot("failed", "SCHEDULED", "CREATING_FAILED", old),
                snapshot("before", "AUTOMATIC", "READY", old),
                snapshot("young", "SCHEDULED", "READY", old.plusSeconds(1)));

        assertThat(deleted(schedule.due(SCOPE, LATE))).containsExactly("first", "failed", "before");
        assertThat(created(schedule.due(SCOPE, LATE))).hasSize(1);
    }

    @Test
    void theNewestGoodOneStaysHoweverOldItIs() {
        var schedule = daily(
                snapshot("older", "SCHEDULED", "READY", BORN),
                snapshot("newest", "SCHEDULED", "READY", BORN),
                snapshot("failed", "SCHEDULED", "CREATING_FAILED", BORN));

        assertThat(deleted(schedule.due(SCOPE, LATE))).containsExactly("older", "failed");
        assertThat(deleted(daily(snapshot("only", "FIRST", "READY", BORN)).due(SCOPE, LATE)))
                .isEmpty();
    }

    @Test
    void whatIsInUseStays() {
        var schedule = daily(
                snapshot("restoring", "SCHEDULED", "RESTORING", BORN),
                snapshot("deleting", "SCHEDULED", "DELETING", BORN),
                snapshot("again", "SCHEDULED", "DELETING_FAILED", BORN),
                snapshot("newest", "SCHEDULED", "READY", LATE));

        assertThat(deleted(schedule.due(SCOPE, LATE))).containsExactly("again");
    }

    @Test
    void aFewAtATime() {
        assertThat(deleted(daily(many(20, "SCHEDULED", BORN)).due(SCOPE, LATE))).containsExactly("0", "1", "2", "3");
    }

    @Test
    void theOldestGiveWayWhenThereAreTooMany() {
        assertThat(deleted(daily(many(79, "SCHEDULED", LATE)).due(SCOPE, LATE))).isEmpty();
        assertThat(deleted(daily(many(81, "SCHEDULED", LATE)).due(SCOPE, LATE))).containsExactly("0", "1");
        var full = Stream.concat(Stream.of(many(70, "MANUAL", LATE)), Stream.of(many(30, "SCHEDULED", LATE)))
                .toArray(Snapshot[]::new);
        assertThat(deleted(daily(full).due(SCOPE, LATE))).containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({"'', P1D", "PT0S, P1D", "-P1D, P1D", "P1D, a month"})
    void periodsThatAreNoneMakeNoSchedule(String interval, String retention) {
        assertThat(SnapshotSchedule.of(cluster(interval, retention), BORN)).isEmpty();
    }

    private static SnapshotSchedule daily(Snapshot... snapshots) {
        return SnapshotSchedule.of(cluster("PT24H", "PT720H", snapshots), BORN).orElseThrow();
    }

    private static Cluster cluster(String interval, String retention, Snapshot... snapshots) {
        return Cluster.newBuilder()
                .setRef(new ClusterRef(CLUSTER, "t", "s", "g", "n", "westeurope", "dc1"))
                .setSpec(ClusterSpec.newBuilder(Specifications.SMALL)
                        .setSnapshotInterval(interval)
                        .setSnapshotRetention(retention)
                        .build())
                .setSnapshots(List.of(snapshots))
                .build();
    }

    private static Snapshot[] many(int count, String kind, Instant at) {
        return IntStream.range(0, count)
                .mapToObj(i -> snapshot(Integer.toString(i), kind, "READY", at))
                .toArray(Snapshot[]::new);
    }

    private static Snapshot snapshot(String id, String kind, String state, Instant at) {
        return Snapshot.newBuilder()
                .setId(id)
                .setBlob("")
                .setConsulIndex(0)
                .setBytes(0)
                .setSha256("")
                .setTakenAt(at)
                .setKind(kind)
                .setState(state)
                .build();
    }

    private static List<String> ids(List<ClusterCommand> commands) {
        return commands.stream().map(ClusterCommand::getCommandId).toList();
    }

    private static List<CreateSnapshot> created(List<ClusterCommand> commands) {
        return commands.stream()
                .filter(command -> command.getName().equals("create-snapshot"))
                .map(command -> Payloads.unpack(command.getBody(), CreateSnapshot.class))
                .toList();
    }

    /** The ids of what is to be deleted, each marked as too old. */
    private static List<String> deleted(List<ClusterCommand> commands) {
        var ids = new ArrayList<String>();
        for (var command : commands) {
            if (command.getName().equals("delete-snapshot")) {
                var body = Payloads.unpack(command.getBody(), DeleteSnapshot.class);
                assertThat(body.getExpired()).isTrue();
                ids.add(body.getSnapshotId());
            }
        }
        return ids;
    }
}
