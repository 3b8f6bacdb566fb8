package io.proconsul.bench.load;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The measurements. Each starts what it measures and leaves nothing behind. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the engine: real processes, a real broker, sagas of steps that do nothing.",
        synopsisSubcommandLabel = "MEASUREMENT",
        subcommands = {
            SagaBench.class,
            LatencyBench.class,
            CompensationBench.class,
            ResidentBench.class,
            GrowthBench.class,
            HelpCommand.class
        })
public final class BenchCommand {}
