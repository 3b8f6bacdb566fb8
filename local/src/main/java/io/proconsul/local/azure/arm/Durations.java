package io.proconsul.local.azure.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long operations take: the types' own figures, quick or realistic, times a factor, unless a figure is given for a
 * type. Deleting takes half as long as creating.
 */
public final class Durations {
    private final boolean realistic;
    private final double scale;
    private final Map<String, Duration> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Durations(boolean realistic, double scale, JsonNode seconds) {
        this.realistic = realistic;
        this.scale = scale;
        seconds.properties()
                .forEach(type -> given.put(
                        type.getKey(),
                        Duration.ofMillis(Math.round(type.getValue().asDouble() * 1000))));
    }

    /**
     * The durations of a run.
     *
     * @param seconds an object from type name to seconds of creation; a missing node for none
     */
    public static Durations of(boolean realistic, double scale, JsonNode seconds) {
        return new Durations(realistic, scale, seconds);
    }

    public Duration creating(ResourceType type) {
        var own = realistic ? type.realisticCreate() : type.quickCreate();
        return Optional.ofNullable(given.get(type.name()))
                .orElse(Duration.ofMillis(Math.round(own.toMillis() * scale)));
    }

    public Duration deleting(ResourceType type) {
        return type.slowDelete() ? creating(type).dividedBy(2) : Duration.ZERO;
    }

    /** What clients are told to wait between two looks at an operation; whole seconds (RPC-119). */
    public int retryAfterSeconds() {
        return realistic ? Math.max(1, (int) Math.round(10 * scale)) : 1;
    }
}
