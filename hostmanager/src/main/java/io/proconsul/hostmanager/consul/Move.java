package io.proconsul.hostmanager.consul;

import io.proconsul.hostmanager.manifest.Manifest;
import java.util.Optional;

/** What to do with the Consul process next. */
public enum Move {
    NOTHING,
    START,
    RELOAD,
    RESTART;

    /**
     * Decides from facts alone, so that a host manager that died between writing a generation and telling Consul about
     * it does, when it is back, what it was about to do.
     *
     * @param wanted the manifest that is current on disk
     * @param running the live process and the generation that it has loaded
     * @param mayStart whether the back-off after the last end is over
     */
    static Move decide(Manifest wanted, Optional<Running> running, boolean mayStart) {
        if (running.isEmpty()) {
            return mayStart ? START : NOTHING;
        }
        if (running.get().generation() >= wanted.generation()) {
            return NOTHING; // newer than the disk: the disk was damaged, the process is fine
        }
        return wanted.action() == Manifest.Action.RESTART ? RESTART : RELOAD;
    }
}
