package io.proconsul.hostmanager.consul;

import io.proconsul.hostmanager.generation.Disk;
import io.proconsul.hostmanager.generation.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one Consul agent of this host: found again, started, signalled, stopped. One thread at a time. */
public final class ConsulProcess {
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);

    private final ConsulProgram program;
    private final ProcessFile file;
    private final Clock clock;

    public ConsulProcess(ConsulProgram program, Path stateDirectory, Disk disk, Clock clock) {
        this.program = program;
        this.file = new ProcessFile(stateDirectory, disk);
        this.clock = clock;
    }

    /** The agent that is running, whoever started it. */
    public Optional<Running> find() {
        return file.read();
    }

    public Running start(Generation generation, String address) throws IOException {
        var pid = program.start(generation, address).pid();
        var birth = ProcFs.birth(pid).orElseThrow(() -> new IOException("consul ended at once; see its log"));
        var running =
                new Running(pid, birth, generation.number(), clock.instant().toString());
        file.write(running);
        return running;
    }

    /** Sends SIGHUP: Consul reads its files again and keeps running, whatever it thinks of them. */
    public Running reload(Running running, long generation) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("sh", "-c", "kill -HUP \"$1\"", "sh", Long.toString(running.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("cannot send SIGHUP to consul, process " + running.pid());
        }
        var reloaded = running.withGeneration(generation);
        file.write(reloaded);
        return reloaded;
    }

    /** SIGTERM, and SIGKILL if that does not end it in time. Returns when the process is gone. */
    public void stop(Running running) throws InterruptedException {
        var handle = ProcessHandle.of(running.pid()).filter(each -> running.alive());
        if (handle.isPresent()) {
            handle.get().destroy();
            if (!ends(handle.get())) {
                handle.get().destroyForcibly();
                ends(handle.get());
            }
        }
    }

    private static boolean ends(ProcessHandle handle) throws InterruptedException {
        try {
            handle.onExit().get(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process cannot fail", e);
        }
    }
}
