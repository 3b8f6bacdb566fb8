package io.proconsul.local.fault;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The faults of a JSON file (a list of objects, see {@link Fault}), read again whenever the file's content changes; no file, no
 * faults. The first fault of the list that concerns a call and is not used up is played. A file that cannot be read is
 * reported and the faults known before stay.
 */
public final class FaultScript {
    private static final Logger LOG = System.getLogger(FaultScript.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Map<Fault.Line, Integer> played = new HashMap<>();
    private List<Armed> lines = List.of();
    private String content = "";

    /** A line, which counts what was played, and what it says. */
    private record Armed(Fault.Line line, Fault fault) {}

    private FaultScript(Path file) {
        this.file = file;
    }

    public static FaultScript watching(Path file) {
        return new FaultScript(file);
    }

    /** Takes the fault to play on this call, counting it as played. */
    public synchronized Optional<Fault> next(
            String service, String method, String path, Predicate<Fault.Effect> effects) {
        refresh();
        for (var each : lines) {
            var fault = each.fault();
            if (effects.test(fault.effect()) && fault.concerns(service, method, path) && armed(each.line())) {
                played.merge(each.line(), 1, Integer::sum);
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** Arms every fault again. */
    public synchronized void reset() {
        played.clear();
    }

    private boolean armed(Fault.Line line) {
        var times = line.times();
        return times == null || played.getOrDefault(line, 0) < times;
    }

    private void refresh() {
        try {
            var now = Files.exists(file) ? Files.readString(file) : "";
            if (!now.equals(content)) {
                content = now;
                lines = now.isBlank() ? List.of() : parse(now);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    () -> "fault script " + file + " is not understood, keeping the last: " + e.getMessage());
        }
    }

    private static List<Armed> parse(String text) throws IOException {
        List<Fault.Line> lines = JSON.readValue(text, new TypeReference<>() {});
        return lines.stream().map(line -> new Armed(line, line.fault())).toList();
    }
}
