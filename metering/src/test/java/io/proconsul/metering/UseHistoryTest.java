package io.proconsul.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UseHistoryTest {

    private static final TimeFrame JULY = TimeFrame.of(YearMonth.of(2020, 7));
    private static final TimeFrame AUGUST = TimeFrame.of(YearMonth.of(2020, 8));
    private static final Instant LONG_AFTER = Instant.parse("2021-01-01T00:00:00Z");

    @Test
    void everyHourOfTheClockCountsInWhichTheClusterRan() {
        var history = history(started("a", "2020-07-01T10:59:59Z"), stopped("a", "2020-07-01T12:00:00.001Z"));

        assertThat(history.hours(JULY, LONG_AFTER))
                .containsExactly(
                        hour("2020-07-01T10:00:00Z", 1, 3),
                        hour("2020-07-01T11:00:00Z", 1, 3),
                        hour("2020-07-01T12:00:00Z", 1, 3));
    }

    @Test
    void theHourInWhichItStopsToTheInstantDoesNotCount() {
        var history = history(started("a", "2020-07-01T10:00:00Z"), stopped("a", "2020-07-01T11:00:00Z"));

        assertThat(history.hours(JULY, LONG_AFTER)).containsExactly(hour("2020-07-01T10:00:00Z", 1, 3));
    }

    @Test
    void whatRunsIsCountedUpToNow() {
        var history = history(started("a", "2020-07-01T10:15:00Z"));

        assertThat(history.hours(JULY, at("2020-07-01T11:00:00Z"))).hasSize(1);
        assertThat(history.hours(JULY, at("2020-07-01T11:00:01Z"))).hasSize(2);
        assertThat(history.hours(JULY, at("2020-07-01T10:15:00Z")))
                .as("nothing has been used yet")
                .isEmpty();
        assertThat(history.hours(JULY, at("2020-06-30T00:00:00Z")))
                .as("a start that this clock has not reached")
                .isEmpty();
    }

    @Test
    void aMonthHasOnlyItsOwnHours() {
        var history = history(started("a", "2020-07-31T22:30:00Z"), stopped("a", "2020-08-01T00:10:00Z"));

        assertThat(history.hours(JULY, LONG_AFTER))
                .containsExactly(hour("2020-07-31T22:00:00Z", 1, 3), hour("2020-07-31T23:00:00Z", 1, 3));
        assertThat(history.hours(AUGUST, LONG_AFTER)).containsExactly(hour("2020-08-01T00:00:00Z", 1, 3));
    }

    @Test
    void severalClustersOfOnePlanShareItsHour() {
        var history = history(
                started("a", "2020-07-01T10:00:00Z"),
                stopped("a", "2020-07-01T10:30:00Z"),
                event("b", Change.STARTED, "2020-07-01T10:40:00Z", "plan", 5),
                stopped("b", "2020-07-01T10:50:00Z"),
                event("c", Change.STARTED, "2020-07-01T10:00:00Z", "another", 1),
                stopped("c", "2020-07-01T10:01:00Z"));

        assertThat(history.hours(JULY, LONG_AFTER))
                .containsExactly(
                        new HourOfUse(at("2020-07-01T10:00:00Z"), "another", 1, 1), hour("2020-07-01T10:00:00Z", 2, 8));
    }

    @Test
    void aClusterThatChangesCountsOnceAnHourWithTheMostThatItHad() {
        var history = history(
                started("a", "2020-07-01T10:00:00Z"),
                event("a", Change.STARTED, "2020-07-01T10:20:00Z", "plan", 5),
                event("a", Change.STARTED, "2020-07-01T10:40:00Z", "plan", 1),
                stopped("a", "2020-07-01T11:30:00Z"));

        assertThat(history.hours(JULY, LONG_AFTER))
                .containsExactly(hour("2020-07-01T10:00:00Z", 1, 5), hour("2020-07-01T11:00:00Z", 1, 1));
    }

    @Test
    void whatFailedWasNotUsedUntilItIsBegunAgain() {
        var failed = event("a", Change.FAILED, "2020-07-01T10:00:00Z", "plan", 3);
        assertThat(history(failed).runs()).isEmpty();
        assertThat(history(failed).isEmpty()).isFalse();

        var again = history(failed, started("a", "2020-07-01T10:00:00Z"));

        assertThat(again.hours(JULY, at("2020-07-01T10:30:00Z"))).hasSize(1);
        assertThat(again.running(at("2020-07-01T10:30:00Z"))).isPresent();
    }

    @Test
    void aRunThatFailsIsOver() {
        var history = history(
                started("a", "2020-07-01T10:00:00Z"), event("a", Change.FAILED, "2020-07-01T11:00:00Z", "plan", 3));

        assertThat(history.hours(JULY, LONG_AFTER)).hasSize(1);
        assertThat(history.running(LONG_AFTER)).isEmpty();
    }

    @Test
    void anEndWithoutABeginningIsNoUse() {
        assertThat(history(stopped("a", "2020-07-01T10:00:00Z")).hours(JULY, LONG_AFTER))
                .isEmpty();
    }

    @Test
    void knowsWhatRuns() {
        var history = history(
                started("a", "2020-07-01T10:00:00Z"),
                stopped("a", "2020-07-01T12:00:00Z"),
                started("b", "2020-07-02T10:00:00Z"));

        assertThat(history.running(at("2020-07-01T09:00:00Z"))).isEmpty();
        assertThat(history.running(at("2020-07-01T11:00:00Z")))
                .map(Run::cluster)
                .hasValue("a");
        assertThat(history.running(at("2020-07-01T12:00:00Z"))).isEmpty();
        assertThat(history.running(LONG_AFTER))
                .hasValue(new Run("b", "plan", 3, at("2020-07-02T10:00:00Z"), Optional.empty()));
    }

    @Test
    void forgetsWhatIsOver() {
        var over = history(started("a", "2020-07-01T10:00:00Z"), stopped("a", "2020-07-31T10:00:00Z"));
        var running = history(started("a", "2020-01-01T10:00:00Z"));

        assertThat(over.since(AUGUST.start())).isEqualTo(UseHistory.EMPTY);
        assertThat(over.since(JULY.end().minusSeconds(86400))).isEqualTo(over);
        assertThat(running.since(AUGUST.start())).isEqualTo(running);
    }

    @Test
    void aFrameHasWholeHours() {
        assertThat(TimeFrame.of(LocalDate.of(2020, 2, 29)).end()).isEqualTo(at("2020-03-01T00:00:00Z"));
        assertThat(TimeFrame.of(YearMonth.of(2020, 12)).end()).isEqualTo(at("2021-01-01T00:00:00Z"));
        assertThatThrownBy(() -> new TimeFrame(at("2020-07-01T10:00:01Z"), at("2020-07-01T11:00:00Z")))
                .hasMessageContaining("2020-07-01T10:00:01Z");
        assertThatThrownBy(() -> new TimeFrame(AUGUST.start(), JULY.start()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static UseHistory history(UseEvent... events) {
        var history = UseHistory.EMPTY;
        for (var event : events) {
            history = history.with(event);
        }
        return history;
    }

    private static UseEvent started(String cluster, String at) {
        return event(cluster, Change.STARTED, at, "plan", 3);
    }

    private static UseEvent stopped(String cluster, String at) {
        return event(cluster, Change.STOPPED, at, "plan", 3);
    }

    private static UseEvent event(String cluster, Change change, String at, String plan, int servers) {
        return new UseEvent(cluster + change + at, cluster, change, at(at), plan, servers);
    }

    private static HourOfUse hour(String start, int clusters, int servers) {
        return new HourOfUse(at(start), "plan", clusters, servers);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
