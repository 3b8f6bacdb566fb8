package io.proconsul.cli;

import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.stack.LocalStack;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the stack and leaves it running. */
@Command(
        name = "up",
        description = "Starts the whole system on this machine and leaves it running.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StackFolder folder = new StackFolder();

    @Option(names = "--brokers", paramLabel = "N", defaultValue = "1", description = "Kafka brokers: 1 or 3.")
    private int brokers;

    @Option(names = "--realistic", description = "Cloud operations take as long as Azure's instead of seconds.")
    private boolean realistic;

    @Option(
            names = "--backbone",
            description =
                    "Only Kafka and the schema registry, with topics and schemas: to run services from an editor.")
    private boolean backbone;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var stack = folder.stack();
        if (stack.isUp()) {
            out.println("The stack in " + stack.state().path() + " is up already.");
            stack.status().ifPresent(status -> StatusText.print(status, out));
            return 0;
        }
        var options = options();
        out.println("Starting the stack in " + stack.state().path());
        return Interruption.endsThe(stack, () -> up(stack, options, out));
    }

    private static int up(LocalStack stack, StackOptions options, PrintWriter out) throws InterruptedException {
        var clock = Clock.systemUTC();
        var begin = clock.instant();
        var status = stack.up(options, new StartUpLines(out, clock));
        var took = Duration.between(begin, clock.instant());
        out.printf("Up after %.1f s.%n", StartUpLines.seconds(took));
        status.endpoints().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(endpoint -> out.printf("  %-20s %s%n", endpoint.getKey(), endpoint.getValue()));
        out.println("Stop it with: ./proconsul down --state " + stack.state().path());
        return 0;
    }

    private StackOptions options() {
        try {
            return new StackOptions(
                    brokers, realistic ? Cloud.REALISTIC : Cloud.QUICK, backbone ? Extent.BACKBONE : Extent.ALL);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
