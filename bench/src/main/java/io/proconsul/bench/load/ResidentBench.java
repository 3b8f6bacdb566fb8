package io.proconsul.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a cluster costs of which nothing is heard. */
@Command(
        name = "resident",
        mixinStandardHelpOptions = true,
        description = "What clusters cost that wait: memory, disk, idling, a restart, and many coming due at once.")
final class ResidentBench implements Callable<Integer> {
    /** Where the orchestrator keeps its state. */
    enum Store {
        disk,
        memory
    }

    @Option(names = "--clusters", defaultValue = "1000000", description = "Clusters (default: ${DEFAULT-VALUE}).")
    private long clusters;

    @Option(
            names = "--due-percent",
            defaultValue = "1",
            description = "How many of them come due at once, in percent (default: ${DEFAULT-VALUE}).")
    private double duePercent;

    @Option(
            names = "--idle-seconds",
            defaultValue = "20",
            description = "How long they are watched while nothing is due (default: ${DEFAULT-VALUE}).")
    private int idleSeconds;

    @Option(
            names = "--store",
            defaultValue = "memory",
            description =
                    "Where the orchestrator keeps its state: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Store store;

    @Option(
            names = "--heap",
            description = "The orchestrator's heap in MB (default: 1 GB, and 3 kB for each cluster kept in memory).")
    private Integer heap;

    @Option(names = "--brokers", defaultValue = "1", description = "1 or 3 Kafka brokers (default: ${DEFAULT-VALUE}).")
    private int brokers;

    @Option(
            names = "--partitions",
            defaultValue = "4",
            description = "Partitions of every topic (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ResidentBench() {}

    @Override
    public Integer call() throws Exception {
        var plan = ResidentPlan.of(clusters, duePercent, Duration.ofSeconds(idleSeconds));
        var size = new Rig.Size(brokers, partitions, 1, 1);
        try (var rig = Rig.start(size, instance(), RigOptions.programs());
                var residents = new Residents(rig.bootstrapServers(), rig.registry())) {
            var report = new ResidentRun(rig, residents, plan).run();
            Figures.print(spec.commandLine().getOut(), report, json);
            return report.errors() == 0 ? 0 : 1;
        }
    }

    /** All of the heap is touched in advance, so that what a process holds beside it can be told apart. */
    private Rig.Instance instance() {
        var onDisk = store == Store.disk;
        var megabytes = heap != null ? heap : 1024 + (onDisk ? 0 : (int) (clusters * 3 / 1024));
        return new Rig.Instance(onDisk, megabytes, List.of("-XX:+AlwaysPreTouch"));
    }
}
