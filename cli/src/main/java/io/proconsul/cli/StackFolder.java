package io.proconsul.cli;

import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.stack.LocalStack;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class StackFolder {
    private static final Path HOME = Path.of(System.getProperty("proconsul.home", "."));

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The stack's folder; otherwise $PROCONSUL_STATE, otherwise .proconsul beside this program.")
    private Optional<Path> folder = Optional.empty();

    LocalStack stack() {
        return new LocalStack(new Installation(HOME), new StateFolder(path()));
    }

    private Path path() {
        return folder.or(() -> Optional.ofNullable(System.getenv("PROCONSUL_STATE"))
                        .filter(text -> !text.isBlank())
                        .map(Path::of))
                .orElse(HOME.resolve(".proconsul"));
    }
}
