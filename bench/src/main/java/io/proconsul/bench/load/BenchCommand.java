package io.proconsul.bench.load;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The measurements. Each starts what it measures and leaves nothing behind. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures real processes with a real broker: the engine with sagas of steps that do nothing, and the door.",
        synopsisSubcommandLabel = "MEASUREMENT",
        subcommands = {
            SagaBench.class,
            LatencyBench.class,
            CompensationBench.class,
            ResidentBench.class,
            GrowthBench.class,
            GatewayBench.class,
            HelpCommand.class
        })
public final class BenchCommand {}
