package io.proconsul.local.stack;

import io.proconsul.local.deployment.ServiceDefinition;
import io.proconsul.local.deployment.StateFolder;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one service running: starts it, sees it become ready, and starts it again after a while whenever it ends by
 * itself. {@link #start} and {@link #keep} belong to one thread, {@link #stop} to another.
 */
final class ServiceKeeper {
    private static final Logger LOG = System.getLogger(ServiceKeeper.class.getName());
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(150);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final int STARTS_BEFORE_GIVING_UP = 3;

    private final ServiceDefinition service;
    private final StateFolder state;
    private final String stackId;
    private final StatusBoard board;
    private volatile boolean stopping;
    private volatile @Nullable Process process;
    private int restarts;

    ServiceKeeper(ServiceDefinition service, StateFolder state, String stackId, StatusBoard board) {
        this.service = service;
        this.state = state;
        this.stackId = stackId;
        this.board = board;
    }

    static ServiceStatus waiting(ServiceDefinition service, StateFolder state) {
        return new ServiceStatus(
                service.name(),
                ServiceState.WAITING,
                null,
                service.url(),
                state.log(service.name()).toString(),
                0);
    }

    /** Returns when the service is ready for the first time; a service that does not get there is the stack's failure. */
    void start() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var begun = launch();
            if (becomesReady(begun)) {
                return;
            }
            if (stopping) {
                throw new InterruptedException(service.name() + " is being stopped");
            }
            if (begun.isAlive() || attempt == STARTS_BEFORE_GIVING_UP) {
                throw new IOException("%s did not become ready: %s; its log is %s"
                        .formatted(
                                service.name(),
                                begun.isAlive() ? "waited " + START_LIMIT : "it exited with " + begun.exitValue(),
                                state.log(service.name())));
            }
            pauseAfter(attempt, begun);
        }
    }

    /** Returns when the service was stopped. */
    void keep() throws IOException, InterruptedException {
        int failures = 0;
        while (!stopping) {
            var current = process;
            if (current == null) {
                return;
            }
            current.waitFor();
            if (stopping) {
                return;
            }
            failures++;
            pauseAfter(failures, current);
            if (becomesReady(launch())) {
                failures = 0;
            }
        }
    }

    private void pauseAfter(int failures, Process ended) throws InterruptedException {
        var pause = BackOff.after(failures);
        LOG.log(Level.WARNING, () -> "%s exited with %d, starting it again in %d ms"
                .formatted(service.name(), ended.exitValue(), pause.toMillis()));
        restarts++;
        show(ServiceState.RESTARTING);
        Thread.sleep(pause.toMillis());
    }

    private synchronized Process launch() throws IOException, InterruptedException {
        if (stopping) {
            throw new InterruptedException(service.name() + " is being stopped");
        }
        var log = state.log(service.name());
        Files.createDirectories(log.getParent());
        Files.createDirectories(state.service(service.name()));
        var builder = new ProcessBuilder(service.command())
                .directory(state.service(service.name()).toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().remove("CLASSPATH");
        builder.environment().putAll(service.environment().variables());
        builder.environment().put(StackStatus.MARK, stackId);
        var begun = builder.start();
        process = begun;
        show(ServiceState.STARTING);
        return begun;
    }

    private boolean becomesReady(Process begun) throws InterruptedException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (begun.isAlive() && !stopping && System.nanoTime() < limit) {
            if (service.readiness().isReady() && begun.isAlive()) {
                show(ServiceState.READY);
                return true;
            }
            begun.waitFor(PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
        return false;
    }

    private void show(ServiceState now) {
        var current = process;
        board.show(new ServiceStatus(
                service.name(),
                now,
                current == null ? null : ProcessRef.of(current.toHandle()),
                service.url(),
                state.log(service.name()).toString(),
                restarts));
    }

    /** Asks the service to end, insists after a while, and returns when it has ended. */
    void stop() throws InterruptedException {
        Process current;
        synchronized (this) {
            stopping = true;
            current = process;
        }
        if (current == null) {
            return;
        }
        current.destroy();
        if (!current.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.log(Level.WARNING, () -> service.name() + " did not end within " + END_LIMIT + ", killing it");
            current.destroyForcibly().waitFor();
        }
        show(ServiceState.STOPPED);
    }
}
