package io.proconsul.bench.load;

import io.proconsul.bench.option.NotNegative;
import io.proconsul.bench.option.Positive;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The door: how many requests it takes, and what that costs beside a server that does nothing. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "What the gateway takes and answers, beside the same server answering a constant.")
final class GatewayBench implements Callable<Integer> {
    @Option(
            names = "--callers",
            defaultValue = "16",
            converter = Positive.class,
            description = "Requests at a time (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            converter = Positive.class,
            description = "Seconds of each measurement (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            converter = NotNegative.class,
            description = "Seconds of all kinds of requests before (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    GatewayBench() {}

    @Override
    public Integer call() throws Exception {
        try (var rig = GatewayRig.start(RigOptions.programs())) {
            var report = new GatewayRun(rig, callers).measure(warmUp, seconds);
            Figures.print(spec.commandLine().getOut(), report, json);
            return report.failures() == 0 ? 0 : 1;
        }
    }
}
