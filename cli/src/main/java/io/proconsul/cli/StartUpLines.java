package io.proconsul.cli;

import io.proconsul.local.stack.ServiceState;
import io.proconsul.local.stack.StackStatus;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** One line for each service as it becomes ready. */
final class StartUpLines implements Consumer<StackStatus> {
    private final PrintWriter out;
    private final Clock clock;
    private final Set<String> told = new HashSet<>();

    StartUpLines(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void accept(StackStatus status) {
        var elapsed = Duration.between(status.startedAt(), clock.instant());
        for (var service : status.services()) {
            if (service.state() == ServiceState.READY && told.add(service.name())) {
                out.printf("  %-20s ready after %5.1f s   %s%n", service.name(), seconds(elapsed), service.url());
                out.flush();
            }
        }
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
