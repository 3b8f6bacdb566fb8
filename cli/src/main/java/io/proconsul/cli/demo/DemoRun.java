package io.proconsul.cli.demo;

import io.proconsul.local.deployment.Credentials;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.stack.LocalStack;
import io.proconsul.local.stack.StackStatus;
import io.proconsul.orchestrator.cluster.CreateClusterSaga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** The demonstration around its stack: started for it unless it is up already, and ended after it. */
public final class DemoRun {
    static final String TENANT = "11111111-1111-4111-8111-111111111111";
    static final String SUBSCRIPTION = "22222222-2222-4222-8222-222222222222";
    private static final Duration QUICK = Duration.ofMinutes(15);
    private static final Duration REALISTIC = Duration.ofMinutes(90);

    private final LocalStack stack;
    private final StackOptions options;
    private final PrintWriter out;
    private final Clock clock = Clock.systemUTC();

    public DemoRun(LocalStack stack, StackOptions options, PrintWriter out) {
        this.stack = stack;
        this.options = options;
        this.out = out;
    }

    /**
     * What the caller may choose.
     *
     * @param failAt a step's name; empty for none
     */
    public record Choice(int servers, String failAt, boolean keep, boolean json) {}

    /** The names of the steps of create-cluster, in order. */
    public static List<String> steps() {
        return new CreateClusterSaga()
                .define(new SagaBuilder<>())
                .steps()
                .map(Step::name)
                .toList();
    }

    /** Returns 0 if the run showed what it was to show. */
    public int call(Choice choice, Consumer<StackStatus> watcher) throws Exception {
        var begin = clock.instant();
        boolean ours = !stack.isUp();
        if (ours) {
            stack.up(options, watcher);
        }
        var up = Duration.between(begin, clock.instant());
        out.printf("The stack is up after %.1f s.%n", up.toMillis() / 1000.0);
        try {
            var report = run(choice, up);
            if (choice.json()) {
                out.println(report.json());
            }
            return report.isGood(!choice.failAt().isEmpty()) ? 0 : 1;
        } finally {
            if (ours && !choice.keep()) {
                stack.down();
            }
        }
    }

    private DemoReport run(Choice choice, Duration up) throws IOException, InterruptedException {
        var status = stack.status().orElseThrow();
        var login = new Credentials(stack.state()).azure("customer");
        var azure = ArmClient.of(status, TENANT, login, clock);
        var customer = new Customer(azure, TENANT, SUBSCRIPTION, name());
        try (var feed = ClusterFeed.of(status, customer.clusterKey())) {
            var limit = status.options().cloud() == Cloud.REALISTIC ? REALISTIC : QUICK;
            var course = new Course(feed, view(), clock, limit);
            var demo = new Demo(stack, status, customer, course, Witness.of(status), out, clock);
            var fault =
                    Optional.of(choice.failAt()).filter(step -> !step.isEmpty()).map(StepFault::of);
            return demo.run(choice.servers(), fault, up);
        }
    }

    /** A new one each time: what an earlier run may have left must not be met. */
    private static String name() {
        return "demo-"
                + HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
    }

    /** The script that starts the program knows whether its output is a terminal, and how wide that is. */
    private ProgressView view() {
        int columns = Integer.getInteger("proconsul.terminal.columns", 0);
        return columns > 0 ? new TerminalProgress(out, columns) : new PlainProgress(out);
    }
}
