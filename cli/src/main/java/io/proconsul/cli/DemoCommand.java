package io.proconsul.cli;

import io.proconsul.cli.demo.DemoRun;
import io.proconsul.cli.demo.DemoRun.Choice;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows a cluster's whole life. */
@Command(
        name = "demo",
        description = "Starts the stack, creates a cluster the way Azure does, deletes it, proves that nothing is left,"
                + " and stops the stack.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StackFolder folder = new StackFolder();

    @Option(names = "--servers", paramLabel = "N", defaultValue = "3", description = "Consul servers: 1, 3 or 5.")
    private int servers;

    @Option(
            names = "--fail-at",
            paramLabel = "STEP",
            defaultValue = "",
            description = "Make this step fail for good, after its side effect.")
    private String failAt = "";

    @Option(names = "--list-steps", description = "Print the names of the steps and exit.")
    private boolean listSteps;

    @Option(names = "--keep", description = "Leave the stack running.")
    private boolean keep;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Option(names = "--realistic", description = "Cloud operations take as long as Azure's instead of seconds.")
    private boolean realistic;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        if (listSteps) {
            DemoRun.steps().forEach(out::println);
            return 0;
        }
        refuseUnknown();
        var options = new StackOptions(1, realistic ? Cloud.REALISTIC : Cloud.QUICK, Extent.ALL);
        var stack = folder.stack();
        var choice = new Choice(servers, failAt, keep, json);
        var run = new DemoRun(stack, options, out);
        var lines = new StartUpLines(out, Clock.systemUTC());
        return stack.isUp() ? run.call(choice, lines) : Interruption.endsThe(stack, () -> run.call(choice, lines));
    }

    private void refuseUnknown() {
        if (!Set.of(1, 3, 5).contains(servers)) {
            throw refused("Expected --servers to be 1, 3 or 5, but found " + servers);
        }
        if (!failAt.isEmpty() && !DemoRun.steps().contains(failAt)) {
            throw refused("Expected --fail-at to be one of %s, but found %s"
                    .formatted(String.join(", ", DemoRun.steps()), failAt));
        }
    }

    private ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
