package io.proconsul.bench.load;

import io.proconsul.bench.option.Brokers;
import io.proconsul.bench.option.Positive;
import io.proconsul.bench.saga.BenchSaga;
import io.proconsul.local.deployment.Installation;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say what is measured. */
final class RigOptions {
    @Option(
            names = "--brokers",
            defaultValue = "1",
            converter = Brokers.class,
            description = "1 or 3 Kafka brokers (default: ${DEFAULT-VALUE}).")
    private int brokers;

    @Option(
            names = "--partitions",
            defaultValue = "4",
            converter = Positive.class,
            description = "Partitions of every topic (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--orchestrators",
            defaultValue = "1",
            converter = Positive.class,
            description = "Instances of the orchestrator (default: ${DEFAULT-VALUE}).")
    private int orchestrators;

    @Option(
            names = "--steps",
            defaultValue = "" + BenchSaga.STEPS,
            converter = Positive.class,
            description = "Steps of the saga (default: ${DEFAULT-VALUE}).")
    private int steps;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    RigOptions() {}

    Rig start() throws Exception {
        return Rig.start(new Rig.Size(brokers, partitions, orchestrators, steps), Rig.Instance.USUAL, programs());
    }

    static Installation programs() {
        return new Installation(Path.of(System.getProperty("proconsul.home", ".")));
    }
}
