package io.proconsul.local.consul;

import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** The agent's log in Consul's JSON form; never given a secret. */
final class Log {
    private final Clock clock;
    private final PrintStream out;

    Log(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    void info(String module, String message) {
        write("info", module, message);
    }

    void warn(String module, String message) {
        write("warn", module, message);
    }

    void error(String module, String message) {
        write("error", module, message);
    }

    private void write(String level, String module, String message) {
        var line = Json.object()
                .put("@level", level)
                .put("@message", message)
                .put("@module", "agent." + module)
                .put(
                        "@timestamp",
                        clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        out.println(line);
    }
}
