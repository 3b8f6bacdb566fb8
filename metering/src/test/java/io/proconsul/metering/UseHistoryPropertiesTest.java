package io.proconsul.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all events of three clusters within three months, however they come. */
class UseHistoryPropertiesTest {

    private static final Instant BEGIN = Instant.parse("2020-06-01T00:00:00Z");
    private static final Instant END = Instant.parse("2020-09-01T00:00:00Z");
    private static final TimeFrame ALL = new TimeFrame(BEGIN, END);
    private static final int MINUTES = (int) Duration.between(BEGIN, END).toMinutes();

    @Property(tries = 300)
    void neitherOrderNorRepetitionMakesADifference(
            @ForAll("events") List<UseEvent> events, @ForAll("instants") Instant now, @ForAll long seed) {
        var random = new Random(seed);
        var told = new ArrayList<>(events);
        events.stream().filter(event -> random.nextBoolean()).forEach(told::add);
        Collections.shuffle(told, random);

        assertThat(history(told)).isEqualTo(history(events));
        assertThat(history(told).hours(ALL, now)).isEqualTo(history(events).hours(ALL, now));
    }

    @Property(tries = 300)
    void theMonthsTogetherAreTheWhole(@ForAll("events") List<UseEvent> events, @ForAll("instants") Instant now) {
        var history = history(events);
        var months = new ArrayList<HourOfUse>();
        for (int month = 6; month <= 8; month++) {
            months.addAll(history.hours(TimeFrame.of(YearMonth.of(2020, month)), now));
        }

        assertThat(months).isEqualTo(history.hours(ALL, now));
    }

    @Property(tries = 300)
    void aFrameCutAnywhereHasTheSameHours(
            @ForAll("events") List<UseEvent> events, @ForAll("instants") Instant cut, @ForAll("instants") Instant now) {
        var history = history(events);
        var border = cut.truncatedTo(ChronoUnit.HOURS);
        var parts = new ArrayList<>(history.hours(new TimeFrame(BEGIN, border), now));
        parts.addAll(history.hours(new TimeFrame(border, END), now));

        assertThat(parts).isEqualTo(history.hours(ALL, now));
    }

    @Property(tries = 300)
    void clustersHaveNothingToDoWithEachOther(
            @ForAll("events") List<UseEvent> events, @ForAll("instants") Instant now) {
        var whole = servers(history(events), now);
        long parts = List.of("a", "b", "c").stream()
                .map(name -> events.stream()
                        .filter(event -> event.cluster().equals(name))
                        .toList())
                .mapToLong(own -> servers(history(own), now))
                .sum();

        assertThat(parts).isEqualTo(whole);
    }

    /** The slow way: ask for each minute of each hour what runs in it. */
    @Property(tries = 100)
    void anHourCountsIfSomethingRunsInOneOfItsMinutes(@ForAll("events") List<UseEvent> events) {
        var expected = new HashSet<Instant>();
        for (var run : history(events).runs()) {
            var end = run.end().orElse(END);
            for (var minute = run.start(); minute.isBefore(end); minute = minute.plus(1, ChronoUnit.MINUTES)) {
                expected.add(minute.truncatedTo(ChronoUnit.HOURS));
            }
        }

        assertThat(history(events).hours(ALL, END))
                .extracting(HourOfUse::start)
                .containsOnlyOnceElementsOf(expected)
                .hasSameSizeAs(expected);
    }

    @Property(tries = 300)
    void whatIsForgottenIsNotMissed(
            @ForAll("events") List<UseEvent> events, @ForAll("instants") Instant cut, @ForAll("instants") Instant now) {
        var horizon = cut.truncatedTo(ChronoUnit.HOURS);
        var frame = new TimeFrame(horizon, END);
        var history = history(events);

        assertThat(history.since(horizon).hours(frame, now)).isEqualTo(history.hours(frame, now));
        assertThat(history.since(END.plusMillis(1)).runs())
                .as("only what still runs outlives its months")
                .allMatch(run -> run.end().isEmpty());
    }

    private static long servers(UseHistory history, Instant now) {
        return history.hours(ALL, now).stream().mapToLong(HourOfUse::servers).sum();
    }

    private static UseHistory history(List<UseEvent> events) {
        var history = UseHistory.EMPTY;
        for (var event : events) {
            history = history.with(event);
        }
        return history;
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.integers().between(0, MINUTES).map(minute -> BEGIN.plus(minute, ChronoUnit.MINUTES));
    }

    @Provide
    Arbitrary<List<UseEvent>> events() {
        var event = Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.of(Change.class),
                        instants(),
                        Arbitraries.of(1, 3, 5))
                .as((cluster, change, at, servers) ->
                        new UseEvent(cluster + change + at, cluster, change, at, "plan", servers));
        return event.list().ofMaxSize(12).uniqueElements(UseEvent::id);
    }
}
