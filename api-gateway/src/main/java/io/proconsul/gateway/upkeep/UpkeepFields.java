package io.proconsul.gateway.upkeep;

import io.proconsul.gateway.input.Fields;
import io.proconsul.wire.Upkeep;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The properties that say how far a cluster upgrades itself, and the window in which it may begin to. */
public final class UpkeepFields {

    public static final String POLICY = "consulUpgradePolicy";
    public static final String DAYS = "consulMaintenanceDays";
    public static final String START = "consulMaintenanceStart";
    public static final String DURATION = "consulMaintenanceDuration";

    /** All of them. */
    public static final List<String> NAMES = List.of(POLICY, DAYS, START, DURATION);

    public static final String MANUAL = "MANUAL";
    public static final String POINT = "POINT";

    /** For a cluster that was told nothing: by hand, and else in the night from Saturday to Sunday. */
    public static final Upkeep DEFAULT = new Upkeep(MANUAL, List.of(7), 2 * 60, 4 * 60);

    private static final List<String> POLICIES = List.of(MANUAL, POINT, "MAJOR");
    private static final List<String> WEEK = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern HOURS = Pattern.compile("([1-9]|1\\d|2[0-4])h");
    private static final int HOUR = 60;

    private UpkeepFields() {}

    /** Whether anything is said of it. */
    public static boolean anyIn(Fields fields) {
        return NAMES.stream().anyMatch(fields::has);
    }

    /** What is asked for, with what is there for what is left out. */
    public static Upkeep read(Fields fields, Upkeep present) {
        var policy = fields.oneOf(POLICY, present.getPolicy(), POLICIES);
        var days = fields.satisfying(
                DAYS, days(present), UpkeepFields::areDays, "days of the week, each once, such as SAT,SUN");
        var start = fields.matching(START, start(present), TIME, "a time of day in UTC such as 02:00");
        var duration =
                fields.matching(DURATION, duration(present), HOURS, "a number of hours from 1h to 24h, such as 4h");
        return new Upkeep(
                policy,
                Arrays.stream(days.split(",", -1))
                        .map(day -> WEEK.indexOf(day) + 1)
                        .sorted()
                        .toList(),
                LocalTime.parse(start).toSecondOfDay() / HOUR,
                Integer.parseInt(duration.substring(0, duration.length() - 1)) * HOUR);
    }

    private static boolean areDays(String text) {
        var days = List.of(text.split(",", -1));
        return WEEK.containsAll(days) && new HashSet<>(days).size() == days.size();
    }

    /** The days as {@link #read} reads them, Monday first. */
    public static String days(Upkeep upkeep) {
        return IntStream.rangeClosed(1, WEEK.size())
                .filter(upkeep.getDays()::contains)
                .mapToObj(day -> WEEK.get(day - 1))
                .collect(Collectors.joining(","));
    }

    public static String start(Upkeep upkeep) {
        return LocalTime.MIN.plusMinutes(upkeep.getStartMinute()).toString();
    }

    public static String duration(Upkeep upkeep) {
        return upkeep.getMinutes() / HOUR + "h";
    }
}
