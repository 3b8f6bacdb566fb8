package io.proconsul.bench.chaos.act;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.bench.chaos.plan.Doom;
import io.proconsul.local.fault.Fault.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeMap;

/** The fault script of a run: the doomed clusters all the time, and storms while they last. Thread-safe. */
public final class Weather {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WRITES = "PUT|PATCH|DELETE|POST";
    private static final int UNAVAILABLE = 503;

    private final Path script;
    private final TreeMap<Integer, ArrayNode> storms = new TreeMap<>();
    private int count;

    public Weather(Path script) {
        this.script = script;
    }

    /** Nothing but dooms. */
    public synchronized void calm() throws IOException {
        storms.clear();
        write();
    }

    /** Begins a storm and answers its number. */
    synchronized int rise() throws IOException {
        storms.put(++count, storm("storm-" + count));
        write();
        return count;
    }

    synchronized void end(int storm) throws IOException {
        storms.remove(storm);
        write();
    }

    /** Adds faults that stay until all is calm again. */
    public synchronized void add(ArrayNode faults) throws IOException {
        storms.put(++count, faults);
        write();
    }

    private static ArrayNode storm(String id) {
        var lines = JSON.createArrayNode();
        for (var service : new String[] {"azure", "blob", "vault"}) {
            lines.add(line(id + "-lost", service, WRITES, Effect.DROP_ANSWER, 6));
            lines.add(line(id + "-late-error", service, WRITES, Effect.APPLY_THEN_FAIL, 6)
                    .put("status", 500));
            lines.add(line(id + "-down", service, ".*", Effect.FAIL, 12).put("status", UNAVAILABLE));
        }
        lines.add(line(id + "-throttled", "azure", ".*", Effect.THROTTLE, 20).put("retryAfterSeconds", 1));
        return lines;
    }

    private static ObjectNode line(String id, String service, String method, Effect effect, int times) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("service", service)
                .put("method", method)
                .put("effect", effect.name())
                .put("times", times);
    }

    /** As a whole: the stand-ins read it at any moment. */
    private void write() throws IOException {
        var lines = JSON.createArrayNode();
        for (var doom : Doom.values()) {
            lines.addObject()
                    .put("service", "azure")
                    .put("method", "PUT")
                    .put("path", doom.path())
                    .put("effect", Effect.FAIL_OPERATION.name())
                    .put("status", 400)
                    .put("code", "QuotaExceeded")
                    .put("message", "This cluster is doomed.");
        }
        storms.values().forEach(lines::addAll);
        var next = script.resolveSibling(script.getFileName() + ".next");
        Files.writeString(next, lines.toPrettyString());
        Files.move(next, script, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
