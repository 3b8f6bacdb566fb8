package io.proconsul.bench.load;

import io.proconsul.local.deployment.Readiness;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of the system under test, with its log in a file of its name. */
final class RigProcess implements AutoCloseable {
    private static final int LAST_LINES = 10;

    private final String name;
    private final Process process;
    private final Path log;
    private final Readiness readiness;

    private RigProcess(String name, Process process, Path log, Readiness readiness) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.readiness = readiness;
    }

    static RigProcess start(
            String name, List<String> command, Map<String, String> environment, Path logs, Readiness readiness)
            throws IOException {
        Files.createDirectories(logs);
        var log = logs.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .directory(logs.toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().remove("CLASSPATH");
        builder.environment().putAll(environment);
        return new RigProcess(name, builder.start(), log, readiness);
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Whether it can do its work by now. */
    boolean ready() throws InterruptedException {
        return readiness.isReady();
    }

    /** The end of its log, for the message of a failure: the log itself is gone when the rig is closed. */
    String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(no log: " + unreadable + ")";
        }
    }

    /** Ends it as a crash does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, and insists after a while. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
