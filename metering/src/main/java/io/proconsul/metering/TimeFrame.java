package io.proconsul.metering;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Whole hours of UTC, which days and months are made of.
 *
 * @param end exclusive
 */
public record TimeFrame(Instant start, Instant end) {

    /** @throws IllegalArgumentException for an end before the start, or for parts of hours */
    public TimeFrame {
        if (end.isBefore(start) || !isWholeHour(start) || !isWholeHour(end)) {
            throw new IllegalArgumentException("Expected whole hours, found %s to %s".formatted(start, end));
        }
    }

    public static TimeFrame of(LocalDate day) {
        return new TimeFrame(midnight(day), midnight(day.plusDays(1)));
    }

    public static TimeFrame of(YearMonth month) {
        return new TimeFrame(
                midnight(month.atDay(1)), midnight(month.plusMonths(1).atDay(1)));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static boolean isWholeHour(Instant instant) {
        return instant.truncatedTo(ChronoUnit.HOURS).equals(instant);
    }
}
