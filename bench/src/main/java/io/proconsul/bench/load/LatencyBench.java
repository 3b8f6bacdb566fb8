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

/**
 * Latency: one saga at a time, from its command to the sight of its end. Many at a time come first: alone, it would take
 * half an hour until Java has compiled what it runs.
 */
@Command(name = "latency", mixinStandardHelpOptions = true, description = "How long one saga takes when it is alone.")
final class LatencyBench implements Callable<Integer> {
    private static final int CROWD = 200;

    @Mixin
    private RigOptions rig;

    @Option(
            names = "--n",
            defaultValue = "150",
            converter = Positive.class,
            description = "Sagas measured (default: ${DEFAULT-VALUE}).")
    private int number;

    @Option(
            names = "--warm-up",
            defaultValue = "120",
            converter = NotNegative.class,
            description = "Seconds of " + CROWD + " sagas at a time before (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    LatencyBench() {}

    @Override
    public Integer call() throws Exception {
        try (var started = rig.start();
                var client = started.client()) {
            var crowd = new Load(client, CROWD, 0);
            crowd.during(Duration.ofSeconds(warmUp));
            int lost = crowd.drain();
            if (lost > 0) {
                throw new IllegalStateException(lost + " sagas of the warm-up never ended");
            }
            var report = new Measurement(started, client, 1, 0).sagas("latency", number);
            Figures.print(spec.commandLine().getOut(), report, json);
            return report.errors() == 0 ? 0 : 1;
        }
    }
}
