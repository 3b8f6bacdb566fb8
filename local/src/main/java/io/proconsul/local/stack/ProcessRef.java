package io.proconsul.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be found again, and not mistaken for a later one with the same number.
 *
 * @param startedAt as the operating system tells it
 */
public record ProcessRef(long pid, Instant startedAt) {
    /** The system derives start times from its boot time, which clock corrections shift a little. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public static ProcessRef of(ProcessHandle process) {
        return new ProcessRef(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheSame);
    }

    private boolean isTheSame(ProcessHandle found) {
        return found.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }
}
