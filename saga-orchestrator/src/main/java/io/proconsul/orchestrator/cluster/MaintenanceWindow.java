package io.proconsul.orchestrator.cluster;

import io.proconsul.wire.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * When a cluster may begin to upgrade itself: on some days of the week from a time of day, UTC, for so long, also past midnight.
 *
 * @param days 1 is Monday
 * @param start after midnight
 * @param length at most a day, so that no two are open at once
 */
record MaintenanceWindow(Set<Integer> days, Duration start, Duration length) {
    private static final int WEEK = 7;

    /** Empty for one that never opens. */
    static Optional<MaintenanceWindow> of(Upkeep upkeep) {
        var window = new MaintenanceWindow(
                Set.copyOf(upkeep.getDays()),
                Duration.ofMinutes(upkeep.getStartMinute()),
                Duration.ofMinutes(upkeep.getMinutes()));
        boolean opens = IntStream.rangeClosed(1, WEEK).anyMatch(window.days::contains)
                && within(window.start, Duration.ZERO)
                && within(window.length, Duration.ofMinutes(1));
        return opens ? Optional.of(window) : Optional.empty();
    }

    private static boolean within(Duration time, Duration least) {
        return time.compareTo(least) >= 0 && time.compareTo(Duration.ofDays(1)) <= 0;
    }

    /** When the window that is open now was opened; empty if none is. */
    Optional<Instant> openedAt(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return IntStream.rangeClosed(0, 2)
                .mapToObj(today::minusDays)
                .filter(day -> days.contains(day.getDayOfWeek().getValue()))
                .map(this::openingOn)
                .filter(opening -> !opening.isAfter(now) && now.isBefore(opening.plus(length)))
                .findFirst();
    }

    /** When the next one opens, after now. */
    Instant nextOpening(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return IntStream.rangeClosed(-1, WEEK + 1)
                .mapToObj(today::plusDays)
                .filter(day -> days.contains(day.getDayOfWeek().getValue()))
                .map(this::openingOn)
                .filter(now::isBefore)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected a day of the week, found " + days));
    }

    private Instant openingOn(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC).plus(start);
    }
}
