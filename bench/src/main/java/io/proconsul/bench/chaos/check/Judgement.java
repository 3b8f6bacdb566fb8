package io.proconsul.bench.chaos.check;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The figures of a run. {@code docs/chaos.md} defines each of them.
 *
 * @param recoveryP50Seconds seconds
 * @param recoveryP99Seconds seconds
 * @param violations one sentence each; a run without any was good
 */
public record Judgement(
        @JsonProperty("attempted") int attempted,
        @JsonProperty("accepted") int accepted,
        @JsonProperty("succeeded") int succeeded,
        @JsonProperty("compensated") int compensated,
        @JsonProperty("needs_operator") int needsOperator,
        @JsonProperty("lost") int lost,
        @JsonProperty("duplicate_resources") int duplicateResources,
        @JsonProperty("orphans") int orphans,
        @JsonProperty("stale_effects") int staleEffects,
        @JsonProperty("kills") int kills,
        @JsonProperty("pauses") int pauses,
        @JsonProperty("partitions") int partitions,
        @JsonProperty("storms") int storms,
        @JsonProperty("recovery_p50_s") double recoveryP50Seconds,
        @JsonProperty("recovery_p99_s") double recoveryP99Seconds,
        @JsonProperty("violations") List<String> violations) {

    public Judgement {
        violations = List.copyOf(violations);
    }

    @JsonIgnore
    public boolean isGood() {
        return violations.isEmpty();
    }
}
