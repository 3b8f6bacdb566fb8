package io.proconsul.gateway.billing;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The months of UTC that a report can be had of: the present one and the twelve before it. */
record ReportMonths(YearMonth oldest, YearMonth newest) {

    private static final int YEAR = 12;
    private static final Pattern FORM = Pattern.compile("\\d{4}/(0[1-9]|1[0-2])");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu/MM");

    static ReportMonths at(Instant now) {
        var present = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        return new ReportMonths(present.minusMonths(YEAR), present);
    }

    /** The month that a text such as 2020/07 means, if it is one of these. */
    Optional<YearMonth> parse(String text) {
        return Optional.of(text)
                .filter(found -> FORM.matcher(found).matches())
                .map(found -> YearMonth.parse(found, FORMAT))
                .filter(month -> !month.isBefore(oldest) && !month.isAfter(newest));
    }

    /** What a month has to be, to follow "Expected". */
    String rule() {
        return "a month from %s to %s".formatted(oldest.format(FORMAT), newest.format(FORMAT));
    }
}
