package io.proconsul.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What more partitions and more orchestrators give, and what they cost. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = "The same load on more and more partitions and orchestrators, as ratios to the first.")
final class GrowthBench implements Callable<Integer> {
    @Option(
            names = "--partitions",
            defaultValue = "1,2,4,8,16",
            split = ",",
            description = "Partitions of every topic, each number a measurement (default: ${DEFAULT-VALUE}).")
    private List<Integer> partitions;

    @Option(
            names = "--orchestrators",
            defaultValue = "1,2",
            split = ",",
            description = "Instances of the orchestrator, each with all of the partitions (default: ${DEFAULT-VALUE}).")
    private List<Integer> orchestrators;

    @Option(names = "--brokers", defaultValue = "1", description = "1 or 3 Kafka brokers (default: ${DEFAULT-VALUE}).")
    private int brokers;

    @Option(names = "--steps", defaultValue = "10", description = "Steps of the saga (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--in-flight", defaultValue = "500", description = "Sagas in flight (default: ${DEFAULT-VALUE}).")
    private int inFlight;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Seconds of each measurement (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "Seconds of the same load before each (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", description = "Prints one JSON object with a row for each measurement.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    GrowthBench() {}

    @Override
    public Integer call() throws Exception {
        var reports = new ArrayList<LoadReport>();
        for (int instances : orchestrators) {
            for (int each : partitions) {
                reports.add(measured(new Rig.Size(brokers, each, instances, steps)));
            }
        }
        var growth = GrowthReport.of(reports);
        var out = spec.commandLine().getOut();
        if (json) {
            Figures.print(out, growth, true);
        } else {
            growth.rows().forEach(row -> Figures.print(out, row, false));
        }
        return growth.errors() == 0 ? 0 : 1;
    }

    /** Everything anew for each, so that none inherits what another has left. */
    private LoadReport measured(Rig.Size size) throws Exception {
        try (var rig = Rig.start(size, Rig.Instance.USUAL, RigOptions.programs());
                var client = rig.client()) {
            return new Measurement(rig, client, inFlight, 0)
                    .during("growth", Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
        }
    }
}
