package io.proconsul.bench.load;

import io.proconsul.local.deployment.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The processes of a rig and the folder that they live in: both are gone when it is closed, or when this process ends. */
final class RigProcesses implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Path folder;
    private final List<RigProcess> started = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private RigProcesses(Path folder) {
        this.folder = folder;
    }

    static RigProcesses inNewFolder() throws IOException {
        var processes = new RigProcesses(Files.createTempDirectory("proconsul-bench-"));
        Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "rig-close"));
        return processes;
    }

    Path folder() {
        return folder;
    }

    /** Starts one; it is not ready yet. */
    synchronized RigProcess start(
            String name, List<String> command, Map<String, String> environment, Readiness readiness)
            throws IOException {
        var process = RigProcess.start(name, command, environment, folder.resolve("logs"), readiness);
        started.add(process);
        return process;
    }

    /** Returns when it is ready. */
    void await(RigProcess process) throws InterruptedException {
        var limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!process.ready()) {
            if (!process.alive() || System.nanoTime() > limit) {
                throw new IllegalStateException("expected " + process.name() + " to be ready within " + START_LIMIT
                        + ", but it " + (process.alive() ? "is not" : "has ended") + "; its log ends with\n"
                        + process.lastWords());
            }
            Thread.sleep(100);
        }
    }

    /** A JVM with Java's ordinary compiler, as production has it, and all of its heap from the start. */
    static List<String> java(int heapMegabytes, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-Djava.net.preferIPv4Stack=true"));
        command.addAll(arguments);
        return command;
    }

    /** Ends them, the last one first. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        endAll();
        if (System.getenv("PROCONSUL_BENCH_KEEP") != null) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void endAll() {
        for (int i = started.size() - 1; i >= 0; i--) {
            started.get(i).close();
        }
    }
}
