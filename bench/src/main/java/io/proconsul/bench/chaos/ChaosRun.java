package io.proconsul.bench.chaos;

import io.proconsul.bench.chaos.act.Customers;
import io.proconsul.bench.chaos.act.Progress;
import io.proconsul.bench.chaos.act.Saboteur;
import io.proconsul.bench.chaos.check.Asked;
import io.proconsul.bench.chaos.check.Checker;
import io.proconsul.bench.chaos.check.Disturbance;
import io.proconsul.bench.chaos.check.Evidence;
import io.proconsul.bench.chaos.check.Judgement;
import io.proconsul.bench.chaos.gather.Gatherer;
import io.proconsul.bench.chaos.gather.Quiet;
import io.proconsul.bench.chaos.plan.ChaosPlan;
import io.proconsul.bench.chaos.plan.Schedule;
import io.proconsul.bench.chaos.plan.Stories;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** One run from an empty stack to the judgement: work and sabotage, then quiet, then the checker. */
public final class ChaosRun {
    private static final int STORIES_AT_ONCE = 40;

    private final LocalStack stack;
    private final ChaosPlan plan;
    private final PrintWriter out;
    private final Clock clock;

    /** @param stack of a folder that is the run's own */
    public ChaosRun(LocalStack stack, ChaosPlan plan, PrintWriter out, Clock clock) {
        this.stack = stack;
        this.plan = plan;
        this.out = out;
        this.clock = clock;
    }

    /** The stack is ended again, whatever happens. */
    public Judgement run() throws IOException, InterruptedException, ExecutionException {
        var schedule = Schedule.of(plan);
        out.printf("Seed %d: %d disturbances%n", plan.seed(), schedule.size());
        schedule.forEach(out::println);
        out.flush();
        try {
            stack.up(new StackOptions(plan.brokers(), ChaosPlan.REPLICAS, Cloud.CROWDED, Extent.ALL), status -> {});
            return Checker.judge(work());
        } finally {
            stack.down();
        }
    }

    private Evidence work() throws IOException, InterruptedException, ExecutionException {
        var status = stack.status().orElseThrow();
        var progress = new Progress();
        var begin = clock.instant();
        var saboteur = new Saboteur(stack, progress, done -> tell(begin, done), clock);
        saboteur.prepare();
        var customers = new Customers(stack, status, progress::saga, clock);
        var threads = Executors.newSingleThreadExecutor();
        try {
            Callable<List<Disturbance>> sabotage = () -> saboteur.carryOut(Schedule.of(plan));
            var disturbances = threads.submit(sabotage);
            var asked = customers.play(Stories.of(plan), STORIES_AT_ONCE);
            progress.over();
            var done = disturbances.get();
            say(begin, progress.ended() + " sagas have ended; quiet now");
            saboteur.prepare();
            return afterwards(new Gatherer(stack, status), asked, done, begin);
        } finally {
            progress.over();
            threads.shutdownNow();
        }
    }

    private Evidence afterwards(Gatherer gatherer, List<Asked> asked, List<Disturbance> done, Instant begin)
            throws IOException, InterruptedException {
        Quiet.await(stack, gatherer, clock);
        say(begin, "judging");
        return gatherer.evidence(asked, done);
    }

    private void tell(Instant begin, Disturbance disturbance) {
        say(begin, disturbance.sabotage().toString());
    }

    private void say(Instant begin, String what) {
        out.printf("%6.1f s  %s%n", Duration.between(begin, clock.instant()).toMillis() / 1000.0, what);
        out.flush();
    }
}
