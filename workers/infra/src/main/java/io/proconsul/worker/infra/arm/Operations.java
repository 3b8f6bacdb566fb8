package io.proconsul.worker.infra.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The operations of one step that go on in Azure: which resource is busy and under which URL that can be followed. They
 * travel as the continuation; losing them loses nothing, since the resources themselves tell how far they are.
 */
final class Operations {

    static final Duration SHORTEST_WAIT = Duration.ofMillis(500);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> URLS = new TypeReference<>() {};

    private final Map<String, String> before;
    private final Map<String, String> after = new TreeMap<>();
    private final Duration pollInterval;
    private Optional<Duration> wait = Optional.empty();

    private Operations(Map<String, String> before, Duration pollInterval) {
        this.before = before;
        this.pollInterval = pollInterval;
    }

    /** Those that the last attempt left; none if it left nothing legible. */
    static Operations of(Attempt attempt, Duration pollInterval) {
        return new Operations(attempt.continuation().map(Operations::parsed).orElse(Map.of()), pollInterval);
    }

    Optional<String> urlOf(ArmId id) {
        return Optional.ofNullable(before.get(id.path()));
    }

    /** The resource is busy: look again after a while, the soonest of all. */
    void await(ArmId id, Optional<String> url, Optional<Duration> retryAfter) {
        url.ifPresent(it -> after.put(id.path(), it));
        var asked = retryAfter.orElse(pollInterval);
        wait = Optional.of(wait.filter(earlier -> earlier.compareTo(asked) < 0).orElse(asked));
    }

    boolean goOn() {
        return wait.isPresent();
    }

    Outcome pending() {
        var checkAfter = wait.orElse(pollInterval);
        return Outcome.pending(rendered(), checkAfter.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : checkAfter);
    }

    private String rendered() {
        try {
            return JSON.writeValueAsString(after);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of strings is always JSON", e);
        }
    }

    private static Map<String, String> parsed(String continuation) {
        try {
            return JSON.readValue(continuation, URLS);
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }
}
