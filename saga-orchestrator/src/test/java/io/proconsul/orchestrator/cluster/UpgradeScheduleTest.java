package io.proconsul.orchestrator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Admission;
import io.proconsul.schemas.ConsulVersion;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.Scope;
import io.proconsul.wire.UpdateCluster;
import io.proconsul.wire.Upkeep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first of January 2026 is a Thursday. */
class UpgradeScheduleTest {
    private static final Scope SCOPE = new Scope("t", "s", "g", "n");
    private static final String CLUSTER = "6c84fb90-12c4-11e1-840d-7b25c5ee775a";
    private static final Instant OPEN = Instant.parse("2026-01-03T23:30:00Z");
    private static final Instant SHUT = Instant.parse("2026-01-04T03:00:00Z");
    private static final List<ConsulVersion> OFFERED = Stream.of(
                    "v1.19.2", "v1.20.6", "v1.21.4", "v1.21.5", "v1.22.0", "v1.23.1", "v1.24.0", "v1.21.6+ent")
            .map(version -> ConsulVersion.parse(version).orElseThrow())
            .toList();

    @ParameterizedTest
    @CsvSource({
        "2026-01-03T22:59:59Z, '', 2026-01-03T23:00:00Z",
        "2026-01-03T23:00:00Z, 2026-01-03T23:00:00Z, 2026-01-05T23:00:00Z",
        "2026-01-04T00:00:00Z, 2026-01-03T23:00:00Z, 2026-01-05T23:00:00Z",
        "2026-01-04T02:59:59Z, 2026-01-03T23:00:00Z, 2026-01-05T23:00:00Z",
        "2026-01-04T03:00:00Z, '', 2026-01-05T23:00:00Z",
        "2026-01-05T23:00:00Z, 2026-01-05T23:00:00Z, 2026-01-10T23:00:00Z",
        "2028-02-28T23:30:00Z, 2028-02-28T23:00:00Z, 2028-03-04T23:00:00Z",
        "1969-12-31T12:00:00Z, '', 1970-01-03T23:00:00Z"
    })
    void aWindowOverMidnightIsOfTheDayOnWhichItOpens(String now, String opened, String next) {
        var window = MaintenanceWindow.of(upkeep("POINT")).orElseThrow();

        assertThat(window.openedAt(Instant.parse(now)))
                .isEqualTo(Optional.of(opened).filter(text -> !text.isEmpty()).map(Instant::parse));
        assertThat(window.nextOpening(Instant.parse(now))).isEqualTo(Instant.parse(next));
    }

    @Test
    void aWindowOfEveryHourOfEveryDayOpensEachDay() {
        var always = MaintenanceWindow.of(new Upkeep("POINT", List.of(1, 2, 3, 4, 5, 6, 7), 60, 24 * 60))
                .orElseThrow();

        assertThat(always.openedAt(Instant.parse("2026-01-03T00:59:59Z")))
                .contains(Instant.parse("2026-01-02T01:00:00Z"));
        assertThat(always.openedAt(Instant.parse("2026-01-03T01:00:00Z")))
                .contains(Instant.parse("2026-01-03T01:00:00Z"));
    }

    @Test
    void whatNeverOpensIsNoWindow() {
        for (var never : List.of(
                new Upkeep("POINT", List.of(), 0, 60),
                new Upkeep("POINT", List.of(8), 0, 60),
                new Upkeep("POINT", List.of(1), 0, 0),
                new Upkeep("POINT", List.of(1), -5, 60),
                new Upkeep("POINT", List.of(1), 0, 100_000))) {
            assertThat(UpgradeSchedule.of(cluster("v1.21.4", never), OFFERED))
                    .as("%s", never)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POINT, v1.21.4, v1.21.5",
        "POINT, v1.21.5, ''",
        "POINT, v1.22.0, ''",
        "POINT, v1.21.4+ent, v1.21.6+ent",
        "MAJOR, v1.21.4, v1.23.1",
        "MAJOR, v1.22.0, v1.24.0",
        "MAJOR, v1.24.0, ''",
        "MAJOR, v1.30.0, ''",
        "MAJOR, v1.18.2, v1.20.6",
        "MANUAL, v1.21.4, ''",
        "SOMETHING, v1.21.4, ''",
        "MAJOR, unheard-of, ''"
    })
    void goesAsFarAsThePolicyAllowsInOneStep(String policy, String running, String target) {
        var due = UpgradeSchedule.of(cluster(running, upkeep(policy)), OFFERED)
                .flatMap(schedule -> schedule.due(SCOPE, OPEN, id -> false));

        assertThat(due.map(UpgradeScheduleTest::body)
                        .map(UpdateCluster::getConsulVersion)
                        .orElse(""))
                .isEqualTo(target);
    }

    @Test
    void asksLikeAnybodyAndForTheSameAllThroughTheWindow() {
        var early = due(OPEN);
        var late = due(SHUT.minusMillis(1));
        var next = due(Instant.parse("2026-01-05T23:00:00Z"));

        assertThat(early.getName()).isEqualTo("update-cluster");
        assertThat(early.getRequestedBy()).isEqualTo("schedule");
        assertThat(body(early)).isEqualTo(new UpdateCluster("v1.21.4", "v1.21.5", null, OPEN, null, true));
        assertThat(late.getCommandId()).isEqualTo(early.getCommandId());
        assertThat(next.getCommandId()).isNotEqualTo(early.getCommandId());
    }

    @Test
    void asksOnceInAWindowAlsoIfTheClockGoesBack() {
        var asked = due(OPEN).getCommandId();
        var schedule = schedule();

        assertThat(schedule.due(SCOPE, OPEN.minusSeconds(60), asked::equals)).isEmpty();
        assertThat(schedule.nextLook(SCOPE, OPEN.plusSeconds(1), asked::equals))
                .isEqualTo(Instant.parse("2026-01-05T23:00:00Z"));
        assertThat(schedule.nextLook(SCOPE, OPEN, id -> false)).isEqualTo(OPEN);
        assertThat(schedule.due(SCOPE, SHUT, id -> false)).isEmpty();
    }

    @Test
    void anUpdateThatHasFailedHalfWayIsForPeople() {
        var ahead = Cluster.newBuilder(cluster("v1.21.4", upkeep("POINT")))
                .setServerVersions(Map.of("c-1", "v1.21.5"))
                .build();

        assertThat(UpgradeSchedule.of(ahead, OFFERED).orElseThrow().due(SCOPE, OPEN, id -> false))
                .isEmpty();
    }

    @Test
    void whatTheClusterWasToldLastHoldsAndWhatItWasCreatedWithBefore() {
        var told = Cluster.newBuilder(cluster("v1.21.4", upkeep("POINT")))
                .setUpkeep(upkeep("MANUAL"))
                .build();

        assertThat(UpgradeSchedule.of(told, OFFERED)).isEmpty();
        assertThat(UpgradeSchedule.of(cluster("v1.21.4", upkeep("POINT")), List.of()))
                .isEmpty();
    }

    @Test
    void aScheduledUpgradeThatThePolicyDoesNotAllowAnyMoreIsRefusedWhenItsTurnComes() {
        var asked = body(due(OPEN));

        assertThat(Updates.admit(asked, cluster("v1.21.4", upkeep("POINT")))).isInstanceOf(Admission.Admitted.class);
        assertThat(Updates.admit(asked, cluster("v1.21.4", upkeep("MANUAL"))))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo("UpgradePolicyChanged"));
    }

    private static ClusterCommand due(Instant now) {
        return schedule().due(SCOPE, now, id -> false).orElseThrow();
    }

    private static UpgradeSchedule schedule() {
        return UpgradeSchedule.of(cluster("v1.21.4", upkeep("POINT")), OFFERED).orElseThrow();
    }

    private static UpdateCluster body(ClusterCommand command) {
        return Payloads.unpack(command.getBody(), UpdateCluster.class);
    }

    /** On Saturdays and Mondays from 23:00 to 03:00. */
    private static Upkeep upkeep(String policy) {
        return new Upkeep(policy, List.of(6, 1), 23 * 60, 4 * 60);
    }

    private static Cluster cluster(String running, Upkeep upkeep) {
        return Cluster.newBuilder()
                .setRef(new ClusterRef(CLUSTER, "t", "s", "g", "n", "westeurope", "dc1"))
                .setSpec(ClusterSpec.newBuilder(Specifications.SMALL)
                        .setConsulVersion(running)
                        .setUpkeep(upkeep)
                        .build())
                .build();
    }
}
