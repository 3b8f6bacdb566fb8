package io.proconsul.bench.load;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Latency: one saga at a time, from its command to the sight of its end. */
@Command(name = "latency", mixinStandardHelpOptions = true, description = "How long one saga takes when it is alone.")
final class LatencyBench implements Callable<Integer> {
    @Mixin
    private RigOptions rig;

    @Option(names = "--n", defaultValue = "150", description = "Sagas measured (default: ${DEFAULT-VALUE}).")
    private int number;

    @Option(
            names = "--warm-up",
            defaultValue = "1500",
            description = "Sagas before the first measured one (default: ${DEFAULT-VALUE}).")
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
            var report = new Measurement(started, client, 1, 0).sagas("latency", warmUp, number);
            Figures.print(spec.commandLine().getOut(), report, json);
            return report.errors() == 0 ? 0 : 1;
        }
    }
}
