package io.proconsul.bench.chaos.sweep;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.proconsul.bench.chaos.act.Customers;
import io.proconsul.bench.chaos.act.Weather;
import io.proconsul.bench.chaos.check.Asked;
import io.proconsul.bench.chaos.check.Checker;
import io.proconsul.bench.chaos.gather.Gatherer;
import io.proconsul.bench.chaos.gather.Quiet;
import io.proconsul.bench.chaos.plan.ChaosPlan;
import io.proconsul.bench.chaos.plan.Doom;
import io.proconsul.bench.chaos.plan.Story;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.ledger.Entry;
import io.proconsul.local.ledger.Ledger;
import io.proconsul.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * First one cluster lives and one is undone without any fault, which tells what side effects there are. Then a process
 * dies once before and once after each of them, while clusters are created, deleted and undone until all have been met.
 */
public final class SweepRun {
    private static final int ROUNDS = 12;

    private final LocalStack stack;
    private final PrintWriter out;
    private final Clock clock;
    private final List<Asked> asked = new ArrayList<>();

    /** @param stack of a folder that is the run's own */
    public SweepRun(LocalStack stack, PrintWriter out, Clock clock) {
        this.stack = stack;
        this.out = out;
        this.clock = clock;
    }

    /** The stack is ended again, whatever happens. */
    public Sweep run() throws IOException, InterruptedException, ExecutionException {
        try {
            stack.up(new StackOptions(1, ChaosPlan.REPLICAS, Cloud.CROWDED, Extent.ALL), status -> {});
            return sweep();
        } finally {
            stack.down();
        }
    }

    private Sweep sweep() throws IOException, InterruptedException, ExecutionException {
        var status = stack.status().orElseThrow();
        var weather = new Weather(stack.state().faults());
        weather.calm();
        play(0);
        var points = CrashPoints.in(calls());
        out.printf("%d points%n", points.size());
        points.forEach(out::println);
        out.flush();
        var lines = JsonNodeFactory.instance.arrayNode();
        points.forEach(point -> lines.add(point.line()));
        weather.add(lines);
        List<CrashPoint> missing = points;
        for (int round = 1; round <= ROUNDS && !missing.isEmpty(); round++) {
            play(round);
            missing = missing(points);
            out.printf("round %d: %d points are left%n", round, missing.size());
            out.flush();
        }
        weather.calm();
        var gatherer = new Gatherer(stack, status);
        Quiet.await(stack, gatherer, clock);
        var judgement = Checker.judge(gatherer.evidence(asked, List.of()));
        var violations = new ArrayList<>(judgement.violations());
        missing.forEach(point -> violations.add("never met: " + point));
        int met = points.size() - missing.size();
        return new Sweep(points.size(), judgement.isGood() ? met : 0, violations);
    }

    /** A cluster with all that one can have, small ones, and one that is undone. */
    private void play(int round) throws InterruptedException, ExecutionException {
        var stories = new ArrayList<Story>();
        stories.add(story("sweep-large-" + round, Story.Kind.PLAIN, 3));
        stories.add(story(Doom.SERVERS.namePrefix() + round, Story.Kind.DOOMED, 1));
        for (int i = 0; round > 0 && i < 3; i++) {
            stories.add(story("sweep-small-" + round + "-" + i, Story.Kind.PLAIN, 1));
        }
        var customers = new Customers(stack, stack.status().orElseThrow(), () -> {}, clock);
        asked.addAll(customers.play(stories, stories.size()));
    }

    private static Story story(String name, Story.Kind kind, int servers) {
        return new Story(name, kind, servers, Duration.ZERO);
    }

    private List<CrashPoint> missing(List<CrashPoint> points) {
        var calls = calls();
        return points.stream()
                .filter(point -> calls.stream().noneMatch(point::isPlayedBy))
                .toList();
    }

    private List<Entry> calls() {
        var state = stack.state();
        return Stream.of(
                        state.azure().resolve("ledger.jsonl"),
                        state.azure().resolve("consul.jsonl"),
                        state.vault().resolve("ledger.jsonl"))
                .filter(Files::exists)
                .flatMap(ledger -> Ledger.read(ledger).stream())
                .toList();
    }
}
