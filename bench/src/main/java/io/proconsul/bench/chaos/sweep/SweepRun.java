package io.proconsul.bench.chaos.sweep;

import io.proconsul.bench.chaos.act.Customers;
import io.proconsul.bench.chaos.act.Weather;
import io.proconsul.bench.chaos.check.Asked;
import io.proconsul.bench.chaos.check.Checker;
import io.proconsul.bench.chaos.gather.Gatherer;
import io.proconsul.bench.chaos.gather.Quiet;
import io.proconsul.bench.chaos.plan.ChaosPlan;
import io.proconsul.bench.chaos.plan.Doom;
import io.proconsul.bench.chaos.plan.Story;
import io.proconsul.bench.chaos.sweep.SweepPlan.Kind;
import io.proconsul.bench.crash.CrashFolder;
import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * First one cluster lives and one is undone without any fault, which tells what points there are. Then a process dies
 * once at each of them, while clusters are created, deleted and undone until all have been met.
 */
public final class SweepRun {
    private static final int ROUNDS = 12;
    private static final int MOST_SMALL_CLUSTERS = 3;

    /** So many points are worth a small cluster more. */
    private static final int POINTS_PER_SMALL_CLUSTER = 8;

    private final LocalStack stack;
    private final SweepPlan plan;
    private final PrintWriter out;
    private final Clock clock;
    private final CrashFolder crashes;
    private final Map<Kind, Trap> traps = new EnumMap<>(Kind.class);
    private final List<Asked> asked = new ArrayList<>();
    private int plays;

    /** @param stack of a folder that is the run's own */
    public SweepRun(LocalStack stack, SweepPlan plan, PrintWriter out, Clock clock) {
        this.stack = stack;
        this.plan = plan;
        this.out = out;
        this.clock = clock;
        this.crashes = new CrashFolder(stack.state().path().resolve("crash"));
        if (plan.kinds().contains(Kind.EFFECTS)) {
            traps.put(
                    Kind.EFFECTS,
                    new EffectTrap(stack.state(), new Weather(stack.state().faults())));
        }
        if (plan.kinds().contains(Kind.COMMITS)) {
            traps.put(Kind.COMMITS, new CommitTrap(crashes));
        }
    }

    /**
     * The stack is ended again, whatever happens.
     *
     * @param programs where the agent is
     */
    public Sweep run(Installation programs) throws IOException, InterruptedException, ExecutionException {
        try {
            stack.up(
                    new StackOptions(1, ChaosPlan.REPLICAS, Cloud.CROWDED, Extent.ALL, javaOptions(programs)),
                    status -> {});
            return sweep();
        } finally {
            stack.down();
        }
    }

    private List<String> javaOptions(Installation programs) {
        if (!plan.kinds().contains(Kind.COMMITS)) {
            return List.of();
        }
        crashes.prepare();
        Path agent = programs.jar("bench/crash");
        return List.of("-javaagent:" + agent + "=" + crashes.path());
    }

    private Sweep sweep() throws IOException, InterruptedException, ExecutionException {
        new Weather(stack.state().faults()).calm();
        play(0);
        var chosen = choose();
        var never = new ArrayList<String>();
        for (var points : chosen.entrySet()) {
            never.addAll(meet(trap(points.getKey()), points.getValue()));
        }
        var gatherer = new Gatherer(stack, stack.status().orElseThrow());
        Quiet.await(stack, gatherer, clock);
        var judgement = Checker.judge(gatherer.evidence(asked, List.of()));
        var violations = new ArrayList<>(judgement.violations());
        never.forEach(point -> violations.add("never met: " + point));
        int effects = chosen.getOrDefault(Kind.EFFECTS, List.of()).size();
        int commits = chosen.getOrDefault(Kind.COMMITS, List.of()).size();
        int all = effects + commits;
        if (all == 0) {
            violations.add("expected some point to have '%s' in its name, but none has".formatted(plan.points()));
        }
        int met = judgement.isGood() ? all - never.size() : 0;
        int deaths = traps.values().stream().mapToInt(Trap::deaths).sum();
        return new Sweep(all, met, effects, commits, deaths, violations);
    }

    private Map<Kind, List<String>> choose() {
        var chosen = new EnumMap<Kind, List<String>>(Kind.class);
        traps.forEach((kind, trap) -> {
            var all = trap.points();
            var some = all.stream()
                    .filter(point -> plan.points().matcher(point).find())
                    .toList();
            out.printf("%d of %d points at %s%n", some.size(), all.size(), kind.words());
            some.forEach(out::println);
            chosen.put(kind, some);
        });
        out.flush();
        return chosen;
    }

    private Trap trap(Kind kind) {
        return Objects.requireNonNull(traps.get(kind));
    }

    /** Returns those that were never met. */
    private List<String> meet(Trap trap, List<String> points)
            throws IOException, InterruptedException, ExecutionException {
        var never = new ArrayList<String>();
        for (var wave : Waves.of(points, trap.atOnce())) {
            trap.arm(wave);
            var missing = wave;
            for (int round = 1; round <= ROUNDS && !missing.isEmpty(); round++) {
                play(Math.min(MOST_SMALL_CLUSTERS, missing.size() / POINTS_PER_SMALL_CLUSTER));
                var met = trap.met();
                missing = wave.stream().filter(point -> !met.contains(point)).toList();
                out.printf("clusters %d: %d of %d points are left%n", plays, missing.size(), wave.size());
                out.flush();
            }
            trap.disarm();
            never.addAll(missing);
        }
        return never;
    }

    /** A cluster with all that one can have, one that is undone when it is nearly there, and small ones. */
    private void play(int small) throws InterruptedException, ExecutionException {
        int play = ++plays;
        var stories = new ArrayList<Story>();
        stories.add(story("sweep-large-" + play, Story.Kind.PLAIN, 3));
        stories.add(story(Doom.ENDPOINT.namePrefix() + play, Story.Kind.DOOMED, 3));
        for (int i = 0; i < small; i++) {
            stories.add(story("sweep-small-" + play + "-" + i, Story.Kind.PLAIN, 1));
        }
        var customers = new Customers(stack, stack.status().orElseThrow(), () -> {}, clock);
        asked.addAll(customers.play(stories, stories.size()));
    }

    private static Story story(String name, Story.Kind kind, int servers) {
        return new Story(name, kind, servers, Duration.ZERO);
    }
}
