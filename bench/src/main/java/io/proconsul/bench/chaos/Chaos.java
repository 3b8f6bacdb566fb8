package io.proconsul.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.bench.chaos.check.Judgement;
import io.proconsul.bench.chaos.plan.ChaosPlan;
import io.proconsul.bench.chaos.sweep.SweepPlan;
import io.proconsul.bench.chaos.sweep.SweepRun;
import io.proconsul.bench.option.Brokers;
import io.proconsul.bench.option.NotNegative;
import io.proconsul.bench.option.Positive;
import io.proconsul.bench.option.Regex;
import io.proconsul.bench.option.SweepKinds;
import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the whole system under faults. Exits with 1 if a promise was broken. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Runs the real system, breaks its processes on a seeded schedule, and checks what it promises.")
public final class Chaos implements Callable<Integer> {
    private static final Pattern EVERY_POINT = Pattern.compile("");

    @Option(
            names = "--sagas",
            defaultValue = "50",
            converter = Positive.class,
            description = "Creates and deletes (default: ${DEFAULT-VALUE}).")
    private int sagas;

    @Option(
            names = "--kills",
            defaultValue = "5",
            converter = NotNegative.class,
            description = "SIGKILLs (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--pauses",
            defaultValue = "0",
            converter = NotNegative.class,
            description = "SIGSTOPs that outlast any session.")
    private int pauses;

    @Option(
            names = "--partitions",
            defaultValue = "0",
            converter = NotNegative.class,
            description = "Processes cut off from the brokers for a while.")
    private int partitions;

    @Option(names = "--storm", description = "The cloud throttles, fails and loses answers now and then.")
    private boolean storm;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "1",
            converter = Brokers.class,
            description = "Kafka brokers: 1 or 3.")
    private int brokers;

    @Option(names = "--seed", description = "Of work and schedule; a new one if none is given.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "A folder for the run's own stack, kept afterwards; otherwise a temporary one.")
    private Optional<Path> state = Optional.empty();

    @Option(
            names = "--sweep",
            paramLabel = "WHAT",
            arity = "0..1",
            fallbackValue = SweepKinds.ALL,
            converter = SweepKinds.class,
            description = {
                "Instead: one death before and one after each side effect (effects), each produce and commit",
                "(commits), or each of both (all, also if nothing is said) of a cluster's life."
            })
    private Optional<SweepKinds.Chosen> sweep = Optional.empty();

    @Option(
            names = "--points",
            paramLabel = "REGEX",
            converter = Regex.class,
            description = "Of a sweep: only the points in whose names this is found, such as 'create-storage '.")
    private Optional<Pattern> points = Optional.empty();

    @Option(names = "--json", description = "Ends with one JSON line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (points.isPresent() && sweep.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Expected --sweep beside --points, but found none");
        }
        var out = spec.commandLine().getOut();
        var folder = state.isPresent() ? state.get() : Files.createTempDirectory("proconsul-chaos-");
        var programs = new Installation(Path.of(System.getProperty("proconsul.home", ".")));
        var stack = new LocalStack(programs, new StateFolder(folder));
        out.println("The stack is in " + folder + "; its ledgers and logs stay there if a promise is broken");
        var hook = new Thread(() -> end(stack), "ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean good = sweep.isPresent() ? sweep(stack, programs, sweep.get(), out) : run(stack, out);
        Runtime.getRuntime().removeShutdownHook(hook);
        if (state.isEmpty() && good) {
            remove(folder);
        }
        out.flush();
        return good ? 0 : 1;
    }

    private boolean run(LocalStack stack, PrintWriter out) throws Exception {
        long chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        var plan = new ChaosPlan(chosen, sagas, kills, pauses, partitions, storm, brokers);
        var judgement = new ChaosRun(stack, plan, out, Clock.systemUTC()).run();
        report(judgement, out);
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(judgement));
        }
        return judgement.isGood();
    }

    private boolean sweep(LocalStack stack, Installation programs, SweepKinds.Chosen what, PrintWriter out)
            throws Exception {
        var plan = new SweepPlan(what.kinds(), points.orElse(EVERY_POINT));
        var result = new SweepRun(stack, plan, out, Clock.systemUTC()).run(programs);
        out.printf("%d of %d points passed, with %d deaths%n", result.passed(), result.points(), result.deaths());
        result.violations().forEach(out::println);
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(result));
        }
        return result.isGood();
    }

    private static void end(LocalStack stack) {
        try {
            stack.down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void report(Judgement judgement, PrintWriter out) {
        out.printf(
                "%d requests, %d accepted; %d sagas succeeded, %d were compensated; recovery p50 %.1f s, p99 %.1f s%n",
                judgement.attempted(),
                judgement.accepted(),
                judgement.succeeded(),
                judgement.compensated(),
                judgement.recoveryP50Seconds(),
                judgement.recoveryP99Seconds());
        judgement.violations().forEach(out::println);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
