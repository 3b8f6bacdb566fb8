package io.proconsul.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends the stack and keeps its data. */
@Command(
        name = "down",
        description = "Ends the stack, also what a crash of it has left running. Its data stays in its folder.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StackFolder folder = new StackFolder();

    @Override
    public Integer call() throws InterruptedException {
        var stack = folder.stack();
        boolean ended = stack.down();
        spec.commandLine()
                .getOut()
                .println(
                        ended
                                ? "Stopped."
                                : "Nothing of the stack in " + stack.state().path() + " was running.");
        return 0;
    }
}
