package io.proconsul.orchestrator.stream;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** An orchestrator in a process of its own, for a test to kill. */
final class OrchestratorProcess {
    private OrchestratorProcess() {}

    public static void main(String[] args) {
        var unused = Backbone.orchestrator(
                args[0], args[1], Path.of(args[2]), Integer.parseInt(args[3]), Duration.parse(args[4]));
        while (true) {
            LockSupport.park();
        }
    }

    static Process start(Backbone backbone, Path folder, int standbys, Duration patience) {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            OrchestratorProcess.class.getName(),
                            backbone.bootstrapServers(),
                            backbone.registryServer().url(),
                            folder.toString(),
                            Integer.toString(standbys),
                            patience.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(new File(folder.toFile(), "log")))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
