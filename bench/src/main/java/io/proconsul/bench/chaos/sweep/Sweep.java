package io.proconsul.bench.chaos.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a sweep came to.
 *
 * @param points at which a process was to die
 * @param passed at which one did die, in a run without violations
 * @param violations one sentence each
 */
public record Sweep(
        @JsonProperty("points") int points,
        @JsonProperty("passed") int passed,
        @JsonProperty("violations") List<String> violations) {

    public Sweep {
        violations = List.copyOf(violations);
    }

    @JsonIgnore
    public boolean isGood() {
        return points > 0 && passed == points && violations.isEmpty();
    }
}
