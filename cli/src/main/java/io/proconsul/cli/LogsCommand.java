package io.proconsul.cli;

import io.proconsul.local.stack.StackException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a service has said. */
@Command(name = "logs", description = "Prints the log of a service of the stack.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final int LOOK_MILLIS = 200;

    @Mixin
    private StackFolder folder = new StackFolder();

    @Parameters(paramLabel = "SERVICE", description = "As status shows it, or: supervisor.")
    private String service = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing as the log grows.")
    private boolean follow;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var stack = folder.stack();
        if (!stack.logs().contains(service)) {
            throw new StackException(
                    "Expected one of %s, but found \"%s\"".formatted(String.join(", ", stack.logs()), service));
        }
        print(stack.state().log(service));
        return 0;
    }

    private void print(Path log) throws IOException, InterruptedException {
        try (var channel = FileChannel.open(log);
                var in = Channels.newInputStream(channel)) {
            in.transferTo(System.out);
            System.out.flush();
            while (follow) {
                Thread.sleep(LOOK_MILLIS);
                if (Files.size(log) < channel.position()) {
                    channel.position(0);
                }
                in.transferTo(System.out);
                System.out.flush();
            }
        }
    }
}
