package io.proconsul.hostmanager.health;

import java.time.Clock;

/** Where poller and supervisor put what they know, and where the health endpoint finds it. Thread-safe. */
public final class StatusBoard {
    private final Clock clock;
    private volatile ConfigurationView configuration = ConfigurationView.none();
    private volatile ConsulView consul = ConsulView.unknown();

    public StatusBoard(Clock clock) {
        this.clock = clock;
    }

    public void publish(ConfigurationView view) {
        configuration = view;
    }

    public void publish(ConsulView view) {
        consul = view;
    }

    public HostStatus status() {
        return Assessment.assess(configuration, consul, clock.instant());
    }
}
