package io.proconsul.local.consul;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** The agent's log on standard output, in Consul's JSON form; never given a secret. */
final class Log {
    private final Clock clock;

    Log(Clock clock) {
        this.clock = clock;
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
        System.out.println(line);
    }
}
