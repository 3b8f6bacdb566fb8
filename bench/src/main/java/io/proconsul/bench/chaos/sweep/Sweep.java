package io.proconsul.bench.chaos.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a sweep came to.
 *
 * @param points at which a process was to die
 * @param passed at which one did die, in a run without violations
 * @param effects of the points, those before and after side effects
 * @param commits of the points, those before and after produces and commits
 * @param deaths of processes; one may meet several points
 * @param violations one sentence each
 */
public record Sweep(
        @JsonProperty("points") int points,
        @JsonProperty("passed") int passed,
        @JsonProperty("effects") int effects,
        @JsonProperty("commits") int commits,
        @JsonProperty("deaths") int deaths,
        @JsonProperty("violations") List<String> violations) {

    public Sweep {
        violations = List.copyOf(violations);
    }

    @JsonIgnore
    public boolean isGood() {
        return points > 0 && passed == points && violations.isEmpty();
    }
}
