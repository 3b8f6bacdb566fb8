package io.proconsul.hostmanager.health;

import java.time.Clock;
import java.util.Optional;

/** Where poller and supervisor put what they know, and where the health endpoint finds it. Thread-safe. */
public final class StatusBoard {
    private final Clock clock;
    private volatile ConfigurationView configuration = ConfigurationView.none();
    private volatile ConsulView consul = ConsulView.unknown();
    private volatile Optional<String> auditProblem = Optional.empty();

    public StatusBoard(Clock clock) {
        this.clock = clock;
    }

    public void publish(ConfigurationView view) {
        configuration = view;
    }

    public void publish(ConsulView view) {
        consul = view;
    }

    /** Why the audit log stays on this host; empty if it does not. */
    public void auditProblem(Optional<String> reason) {
        auditProblem = reason;
    }

    public HostStatus status() {
        return Assessment.assess(configuration, consul, clock.instant()).warningToo(auditProblem);
    }
}
