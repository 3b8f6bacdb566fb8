package io.proconsul.cli;

import io.proconsul.local.stack.StackFile;
import io.proconsul.local.stack.StackStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how the stack is. */
@Command(
        name = "status",
        description = "Shows the stack's services. The exit code is 0 if it is up, 3 if not.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StackFolder folder = new StackFolder();

    @Option(names = "--json", description = "The stack file as it is.")
    private boolean json;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var found = folder.stack().status();
        if (found.isEmpty()) {
            out.println(
                    json
                            ? "{}"
                            : "There is no stack in " + folder.stack().state().path() + ".");
            return Main.NOT_UP;
        }
        show(found.get());
        return found.get().isUp() ? 0 : Main.NOT_UP;
    }

    private void show(StackStatus status) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.print(StackFile.text(status));
            out.flush();
        } else {
            StatusText.print(status, out);
        }
    }
}
