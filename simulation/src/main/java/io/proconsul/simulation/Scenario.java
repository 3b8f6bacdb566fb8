package io.proconsul.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one seed stands for: who asks for what and when, and what goes wrong. All of it is data, so that a failing one can
 * be made smaller.
 *
 * @param storm how long things go wrong; after it they go well until everything has ended
 */
public record Scenario(long seed, Duration storm, List<Request> requests, Faults faults) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    public Scenario {
        requests = List.copyOf(requests);
    }

    enum Kind {
        CREATE,
        DELETE,
        /** Something that is done to a cluster that runs. */
        CHANGE,
        /** Of an operation that the client has heard of. */
        CANCEL,
        /** The same request as one before, made anew. */
        REPEAT
    }

    /** @param at milliseconds from the beginning */
    record Request(long at, String subject, Kind kind) {}

    public static Scenario of(long seed) {
        var dice = new Dice(seed);
        var storm = dice.between(5, 90) * 60_000;
        var requests = new ArrayList<Request>();
        var subjects = dice.between(1, 2);
        for (int i = 0; i < subjects; i++) {
            add(requests, "cluster-" + i, storm, dice);
        }
        return new Scenario(seed, Duration.ofMillis(storm), requests, Faults.rolled(dice));
    }

    /** Scenarios with one thing less to understand: a request, a kind of misfortune, half of the storm. */
    Stream<Scenario> smaller() {
        var fewer = IntStream.range(0, requests.size()).mapToObj(this::without);
        var milder = faults.milder().map(mild -> new Scenario(seed, storm, requests, mild));
        var shorter = Stream.of(storm.dividedBy(2))
                .filter(half -> half.compareTo(SHORTEST) >= 0)
                .map(half -> new Scenario(seed, half, requests, faults));
        return Stream.of(fewer, milder, shorter).flatMap(each -> each);
    }

    /** The same with other luck. */
    Scenario rolledAnew(long with) {
        return new Scenario(with, storm, requests, faults);
    }

    private Scenario without(int request) {
        var fewer = new ArrayList<>(requests);
        fewer.remove(request);
        return new Scenario(seed, storm, fewer, faults);
    }

    private static void add(List<Request> requests, String subject, long storm, Dice dice) {
        var at = dice.between(0, 60_000);
        requests.add(new Request(at, subject, Kind.CREATE));
        for (long left = dice.chance(0.6) ? dice.between(0, 2) : dice.between(0, 7); left > 0; left--) {
            at += dice.chance(0.4) ? dice.between(0, 5_000) : dice.between(0, storm / 4);
            if (at < storm) {
                requests.add(new Request(at, subject, kind(dice)));
            }
        }
        if (dice.chance(0.03)) {
            crowd(requests, subject, dice.between(0, storm), dice);
        }
    }

    /** More at once than may wait. */
    private static void crowd(List<Request> requests, String subject, long at, Dice dice) {
        for (long left = dice.between(9, 15); left > 0; left--) {
            requests.add(new Request(at + dice.between(0, 5_000), subject, Kind.CHANGE));
        }
    }

    private static Kind kind(Dice dice) {
        var roll = dice.between(1, 100);
        if (roll <= 20) {
            return Kind.CREATE;
        } else if (roll <= 42) {
            return Kind.DELETE;
        } else if (roll <= 68) {
            return Kind.CHANGE;
        }
        return roll <= 82 ? Kind.CANCEL : Kind.REPEAT;
    }
}
