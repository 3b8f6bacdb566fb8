package io.proconsul.cli;

import io.proconsul.bench.chaos.Chaos;
import io.proconsul.bench.load.BenchCommand;
import io.proconsul.cli.demo.DemoFailure;
import io.proconsul.local.stack.StackException;
import io.proconsul.schemas.letters.LetterException;
import io.proconsul.simulation.Simulate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line's entry; the subcommands are its table of contents. */
@Command(
        name = "proconsul",
        description = "Managed Consul clusters on Azure: the whole system on this machine, and its operation.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "proconsul 0.1.0",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            DeadLettersCommand.class,
            ReplayCommand.class,
            Simulate.class,
            BenchCommand.class,
            Chaos.class,
            HelpCommand.class
        })
public final class Main {
    /** The stack is not up, or could not be brought up. */
    static final int NOT_UP = 3;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((problem, command, parsed) -> {
            if (problem instanceof StackException
                    || problem instanceof DemoFailure
                    || problem instanceof LetterException) {
                command.getErr().println(command.getColorScheme().errorText(String.valueOf(problem.getMessage())));
                return command.getCommandSpec().exitCodeOnExecutionException();
            }
            throw problem;
        });
    }
}
