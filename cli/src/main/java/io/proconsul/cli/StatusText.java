package io.proconsul.cli;

import io.proconsul.local.stack.StackStatus;
import io.proconsul.local.stack.StackStatus.Phase;
import java.io.PrintWriter;

/** A stack's status for people. */
final class StatusText {
    private StatusText() {}

    static void print(StackStatus status, PrintWriter out) {
        out.printf("%s, started %s%s%n", headline(status), status.startedAt(), problem(status));
        out.printf("  %-20s %-10s %8s %9s  %s%n", "SERVICE", "STATE", "PID", "RESTARTS", "ADDRESS");
        for (var service : status.services()) {
            var process = service.process();
            out.printf(
                    "  %-20s %-10s %8s %9d  %s%n",
                    service.name(),
                    service.state(),
                    process == null ? "-" : Long.toString(process.pid()),
                    service.restarts(),
                    service.url());
        }
    }

    private static String headline(StackStatus status) {
        boolean ended = status.phase() == Phase.DOWN || status.phase() == Phase.FAILED;
        return ended || status.isSupervised() ? status.phase().toString() : "CRASHED (./proconsul down cleans up)";
    }

    private static String problem(StackStatus status) {
        return status.problem() == null ? "" : ": " + status.problem();
    }
}
