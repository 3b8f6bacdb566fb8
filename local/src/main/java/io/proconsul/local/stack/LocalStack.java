package io.proconsul.local.stack;

import static java.util.stream.Collectors.joining;

import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.LogSetup;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.kafka.JavaCommand;
import io.proconsul.local.stack.StackStatus.Phase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The stack of one state folder, seen from outside: what the command line and tests do with it. */
public final class LocalStack {
    private static final int SUPERVISOR_HEAP_MEGABYTES = 96;
    private static final int SHOWN_LINES = 10;
    private static final String STACK_FRAME = "\t";
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);
    private static final Duration END_LIMIT = Duration.ofSeconds(60);

    private final Installation programs;
    private final StateFolder state;
    private final StackFile file;

    public LocalStack(Installation programs, StateFolder state) {
        this.programs = programs;
        this.state = state;
        this.file = new StackFile(state);
    }

    public StateFolder state() {
        return state;
    }

    /** As the stack file has it; empty if there never was a stack. */
    public Optional<StackStatus> status() {
        return file.read();
    }

    public boolean isUp() {
        return status().filter(StackStatus::isSupervised).isPresent();
    }

    /**
     * Starts the stack and returns when it is up; one that a crash left behind is ended first. The watcher sees every
     * change. When the calling thread is interrupted, what was started is ended again.
     */
    public StackStatus up(StackOptions options, Consumer<StackStatus> watcher) throws InterruptedException {
        if (isUp()) {
            throw new StackException("The stack in " + state.path() + " is up already");
        }
        file.read().ifPresent(Leftovers::end);
        var supervisor = startSupervisor(options);
        try {
            return awaitUp(supervisor, watcher);
        } catch (InterruptedException e) {
            supervisor.destroy();
            supervisor.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
            throw e;
        }
    }

    private StackStatus awaitUp(Process supervisor, Consumer<StackStatus> watcher) throws InterruptedException {
        while (true) {
            boolean ended = supervisor.waitFor(LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            var status = file.read().filter(found -> found.supervisor().pid() == supervisor.pid());
            status.ifPresent(watcher);
            if (status.filter(found -> found.phase() == Phase.UP).isPresent()) {
                return status.get();
            }
            if (ended) {
                throw new StackException(status.map(StackStatus::problem)
                        .orElseGet(() -> "The stack did not start: exit code " + supervisor.exitValue()
                                + "; its log is " + state.log("supervisor") + ", which ends with" + endOfLog()));
            }
        }
    }

    private String endOfLog() {
        try {
            var lines = Files.readAllLines(state.log("supervisor")).stream()
                    .filter(line -> !line.startsWith(STACK_FRAME))
                    .toList();
            return lines.stream().skip(Math.max(0, lines.size() - SHOWN_LINES)).collect(joining("\n", "\n", ""));
        } catch (IOException e) {
            return " nothing that can be read: " + e.getMessage();
        }
    }

    private Process startSupervisor(StackOptions options) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid"); // Ctrl-C in the terminal must not reach every process at once
        }
        command.addAll(JavaCommand.java(
                SUPERVISOR_HEAP_MEGABYTES,
                LogSetup.option(),
                "-cp",
                programs.localClassPath(),
                Supervisor.class.getName(),
                programs.home().toString(),
                state.path().toString(),
                Integer.toString(options.brokers()),
                Integer.toString(options.replicas()),
                options.cloud().name(),
                options.extent().name()));
        command.addAll(options.javaOptions());
        try {
            var log = state.log("supervisor");
            Files.createDirectories(log.getParent());
            return new ProcessBuilder(command)
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the supervisor: " + e.getMessage(), e);
        }
    }

    /** Ends the stack, whether its supervisor still runs or not; returns false if there was nothing to end. */
    public boolean down() throws InterruptedException {
        var found = file.read();
        if (found.isEmpty()) {
            return false;
        }
        var supervisor = found.get().supervisor().find();
        if (supervisor.isPresent()) {
            end(supervisor.get());
        }
        int left = Leftovers.end(found.get());
        if (found.get().phase() != Phase.DOWN && supervisor.isEmpty()) {
            file.write(found.get().ended());
        }
        return supervisor.isPresent() || left > 0;
    }

    private static void end(ProcessHandle supervisor) throws InterruptedException {
        supervisor.destroy();
        long limit = System.nanoTime() + END_LIMIT.toNanos();
        while (supervisor.isAlive() && System.nanoTime() < limit) {
            Thread.sleep(LOOK_INTERVAL.toMillis());
        }
        supervisor.destroyForcibly();
    }

    /** The command lines of all running processes of the stack, virtual machines included, by process id. */
    public Map<Long, byte[]> commandLines() {
        Map<Long, byte[]> lines = new TreeMap<>();
        for (var process : file.read().map(Leftovers::find).orElse(List.of())) {
            try {
                lines.put(process.pid(), Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline")));
            } catch (IOException e) {
                // It has ended meanwhile.
            }
        }
        return lines;
    }

    /** The services' names that have a log, as {@code logs} takes them. */
    public List<String> logs() {
        var folder = state.log("x").getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - ".log".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
