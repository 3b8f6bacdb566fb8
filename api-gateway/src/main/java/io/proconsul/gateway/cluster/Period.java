package io.proconsul.gateway.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lengths of time as the HCS API writes them: {@code 6h}, {@code 1d}, {@code 2w}, {@code 1m} for thirty days. */
final class Period {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,3})([hdwm])");

    private Period() {}

    static Optional<Duration> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(unit(form.group(2).charAt(0)).multipliedBy(Long.parseLong(form.group(1))))
                : Optional.empty();
    }

    /** The shortest text that {@link #parse} reads as this. */
    static String format(Duration duration) {
        for (var unit : "mwd".toCharArray()) {
            if (duration.toHours() % unit(unit).toHours() == 0) {
                return duration.dividedBy(unit(unit)) + String.valueOf(unit);
            }
        }
        return duration.toHours() + "h";
    }

    private static Duration unit(char unit) {
        return switch (unit) {
            case 'h' -> Duration.ofHours(1);
            case 'd' -> Duration.ofDays(1);
            case 'w' -> Duration.ofDays(7);
            default -> Duration.ofDays(30);
        };
    }
}
