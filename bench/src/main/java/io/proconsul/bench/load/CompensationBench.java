package io.proconsul.bench.load;

import io.proconsul.bench.option.NotNegative;
import io.proconsul.bench.option.Positive;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Throughput of sagas that fail and undo all that they did. */
@Command(
        name = "compensation",
        mixinStandardHelpOptions = true,
        description = "Throughput of sagas that fail at a step and undo what they did.")
final class CompensationBench implements Callable<Integer> {
    @Mixin
    private RigOptions rig;

    @Option(
            names = "--fail-at",
            defaultValue = "8",
            converter = Positive.class,
            description = "The step that fails (default: ${DEFAULT-VALUE}).")
    private int failAt;

    @Option(
            names = "--in-flight",
            defaultValue = "200",
            converter = Positive.class,
            description = "Sagas in flight (default: ${DEFAULT-VALUE}).")
    private int inFlight;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            converter = Positive.class,
            description = "Seconds measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            converter = NotNegative.class,
            description = "Seconds of the same load before (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    CompensationBench() {}

    @Override
    public Integer call() throws Exception {
        try (var started = rig.start();
                var client = started.client()) {
            var report = new Measurement(started, client, inFlight, failAt)
                    .during("compensation", Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
            Figures.print(spec.commandLine().getOut(), report, json);
            return report.errors() == 0 ? 0 : 1;
        }
    }
}
