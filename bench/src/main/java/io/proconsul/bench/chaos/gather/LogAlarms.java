package io.proconsul.bench.chaos.gather;

import io.proconsul.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines of the services' logs that no outage explains: the process itself was broken. */
final class LogAlarms {
    private static final Pattern ALARM = Pattern.compile(
            "OutOfMemoryError|StackOverflowError|AssertionError|NullPointerException|ClassCastException");
    private static final int LONGEST = 300;

    private LogAlarms() {}

    static List<String> of(LocalStack stack) {
        var alarms = new ArrayList<String>();
        for (var service : stack.logs()) {
            try (var lines = Files.lines(stack.state().log(service), StandardCharsets.ISO_8859_1)) {
                lines.filter(line -> ALARM.matcher(line).find())
                        .map(line -> service + ": " + line.substring(0, Math.min(LONGEST, line.length())))
                        .forEach(alarms::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return alarms;
    }
}
