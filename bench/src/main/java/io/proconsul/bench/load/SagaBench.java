package io.proconsul.bench.load;

import io.proconsul.bench.option.NotNegative;
import io.proconsul.bench.option.Positive;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Throughput: so many sagas in flight, for a while. */
@Command(name = "saga", mixinStandardHelpOptions = true, description = "Throughput with so many sagas in flight.")
final class SagaBench implements Callable<Integer> {
    @Mixin
    private RigOptions rig;

    @Option(
            names = "--in-flight",
            defaultValue = "200",
            split = ",",
            converter = Positive.class,
            description = "Sagas in flight; several are measured one after another (default: ${DEFAULT-VALUE}).")
    private List<Integer> inFlight;

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
            description = "Seconds of the same load before the first measurement (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", description = "Prints one JSON object for each measurement.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    SagaBench() {}

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        long errors = 0;
        try (var started = rig.start();
                var client = started.client()) {
            var warm = Duration.ofSeconds(warmUp);
            for (int window : inFlight) {
                var report = new Measurement(started, client, window, 0)
                        .during("throughput", warm, Duration.ofSeconds(seconds));
                Figures.print(out, report, json);
                errors += report.errors();
                warm = Duration.ofSeconds(5);
            }
        }
        return errors == 0 ? 0 : 1;
    }
}
