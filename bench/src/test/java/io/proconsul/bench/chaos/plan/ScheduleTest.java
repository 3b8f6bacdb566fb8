package io.proconsul.bench.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.bench.chaos.plan.Sabotage.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final ChaosPlan PLAN = new ChaosPlan(7, 100, 20, 5, 3, true, 3);

    @Test
    void isAFunctionOfItsPlan() {
        assertThat(Schedule.of(PLAN)).isEqualTo(Schedule.of(PLAN));
        assertThat(Schedule.of(PLAN)).isNotEqualTo(Schedule.of(new ChaosPlan(8, 100, 20, 5, 3, true, 3)));
    }

    @Test
    void hasWhatWasAskedForInTheOrderInWhichItIsDue() {
        var schedule = Schedule.of(PLAN);

        assertThat(schedule).filteredOn(one -> one.kind() == Kind.KILL).hasSize(20);
        assertThat(schedule).filteredOn(one -> one.kind() == Kind.PAUSE).hasSize(5);
        assertThat(schedule).filteredOn(one -> one.kind() == Kind.CUT).hasSize(3);
        assertThat(schedule).filteredOn(one -> one.kind() == Kind.STORM).isNotEmpty();
        assertThat(schedule).extracting(Sabotage::after).isSorted();
    }

    @Test
    void disturbsWhileThereIsWorkToDisturb() {
        assertThat(Schedule.of(PLAN)).extracting(Sabotage::after).allSatisfy(after -> assertThat(after)
                .isBetween(1, 90));
    }

    @Test
    void aPauseOutlastsEverySessionAndTransaction() {
        var pauses = Schedule.of(new ChaosPlan(7, 100, 0, 200, 0, false, 1));

        assertThat(pauses).hasSize(200).allSatisfy(pause -> assertThat(pause.lasting())
                .isGreaterThan(Duration.ofSeconds(15)));
    }

    @Test
    void theOnlyBrokerIsKilledButNeverPaused() {
        var schedule = Schedule.of(new ChaosPlan(7, 100, 200, 200, 0, false, 1));

        assertThat(targets(schedule, Kind.KILL)).contains("kafka-1");
        assertThat(targets(schedule, Kind.PAUSE)).doesNotContain("kafka-1");
    }

    private static List<String> targets(List<Sabotage> schedule, Kind kind) {
        return schedule.stream()
                .filter(one -> one.kind() == kind)
                .map(Sabotage::target)
                .distinct()
                .toList();
    }
}
