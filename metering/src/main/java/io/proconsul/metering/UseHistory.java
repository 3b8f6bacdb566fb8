package io.proconsul.metering;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The clusters that one customer's application has had. It is a function of the set of events that were heard: neither
 * their order nor how often they came makes a difference. Holds the few events of a cluster's life and never its hours,
 * which are worked out when somebody asks. Immutable.
 */
public final class UseHistory {

    public static final UseHistory EMPTY = new UseHistory(Map.of());

    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, UseEvent> events;

    private UseHistory(Map<String, UseEvent> events) {
        this.events = events;
    }

    public UseHistory with(UseEvent event) {
        var more = new HashMap<>(events);
        more.merge(event.id(), event, UseHistory::earlier);
        return new UseHistory(Map.copyOf(more));
    }

    /**
     * Forgets what no hour at or after this instant depends on: events before it, but for the last of each cluster if
     * that left the cluster running.
     */
    public UseHistory since(Instant horizon) {
        var kept = new HashMap<String, UseEvent>();
        for (var life : lives()) {
            for (int i = 0; i < life.size(); i++) {
                var event = life.get(i);
                var isLastBefore = i + 1 == life.size() || !life.get(i + 1).at().isBefore(horizon);
                if (!event.at().isBefore(horizon) || (isLastBefore && event.change() == Change.STARTED)) {
                    kept.put(event.id(), event);
                }
            }
        }
        return new UseHistory(Map.copyOf(kept));
    }

    /** Whether nothing was ever heard. */
    public boolean isEmpty() {
        return events.isEmpty();
    }

    /** Every run, the earliest first. */
    public List<Run> runs() {
        return lives().stream()
                .flatMap(UseHistory::runs)
                .sorted(Comparator.comparing(Run::start).thenComparing(Run::cluster))
                .toList();
    }

    /**
     * The hours of the frame in which something ran, by hour and then by plan. The hour that {@code now} lies in is as
     * full as it is so far; what comes later has not happened.
     */
    public List<HourOfUse> hours(TimeFrame frame, Instant now) {
        var servers = new TreeMap<Slot, Map<String, Integer>>();
        for (var run : runs()) {
            var from = later(run.start(), frame.start());
            var until = earlier(earlier(run.end().orElse(now), now), frame.end());
            if (!from.isBefore(until)) {
                continue;
            }
            for (var hour = from.truncatedTo(ChronoUnit.HOURS); hour.isBefore(until); hour = hour.plus(HOUR)) {
                servers.computeIfAbsent(new Slot(hour, run.plan()), absent -> new HashMap<>())
                        .merge(run.cluster(), run.servers(), Math::max);
            }
        }
        return servers.entrySet().stream()
                .map(entry -> entry.getKey().filled(entry.getValue()))
                .toList();
    }

    /** The run of now; of several the one that began last. */
    public Optional<Run> running(Instant now) {
        return runs().stream()
                .filter(run -> !run.start().isAfter(now) && !run.endedBy(now))
                .reduce((earlier, later) -> later);
    }

    /** The events of each cluster in the order in which they happened. */
    private List<List<UseEvent>> lives() {
        return List.copyOf(events.values().stream()
                .sorted()
                .collect(groupingBy(UseEvent::cluster, TreeMap::new, toList()))
                .values());
    }

    /** A start begins a run, and whatever happens next to the cluster ends it, another start included. */
    private static Stream<Run> runs(List<UseEvent> life) {
        var runs = new ArrayList<Run>();
        for (int i = 0; i < life.size(); i++) {
            var event = life.get(i);
            if (event.change() == Change.STARTED) {
                var end = i + 1 < life.size() ? Optional.of(life.get(i + 1).at()) : Optional.<Instant>empty();
                runs.add(new Run(event.cluster(), event.plan(), event.servers(), event.at(), end));
            }
        }
        return runs.stream();
    }

    private static <T extends Comparable<T>> T earlier(T one, T other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UseHistory history && events.equals(history.events);
    }

    @Override
    public int hashCode() {
        return events.hashCode();
    }

    @Override
    public String toString() {
        return runs().toString();
    }

    private record Slot(Instant hour, String plan) implements Comparable<Slot> {

        private static final Comparator<Slot> ORDER =
                Comparator.comparing(Slot::hour).thenComparing(Slot::plan);

        HourOfUse filled(Map<String, Integer> servers) {
            var all = servers.values().stream().mapToInt(Integer::intValue).sum();
            return new HourOfUse(hour, plan, servers.size(), all);
        }

        @Override
        public int compareTo(Slot other) {
            return ORDER.compare(this, other);
        }
    }
}
