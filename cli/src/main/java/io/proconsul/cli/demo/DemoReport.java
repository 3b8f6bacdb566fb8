package io.proconsul.cli.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;

/**
 * What a run of the demonstration showed, as its last line of output has it.
 *
 * @param state of the cluster when its creation had ended
 * @param criticalPath the least time that the cloud's own durations allow for the creation: those of the application,
 *     of the operations up to the first look at which the cloud's Retry-After lets a caller see their end, and of the
 *     machines' way to a quorum
 * @param plainPath the same as if a caller knew of each end at once
 * @param bootSeconds the part of it that the machines took, from the end of the scale sets' operations to the moment at
 *     which the last server knew its leader
 * @param secretsKnown how many were looked for
 * @param resourcesLeft after the deletion; 0 unless something is wrong
 * @param leftByCompensation resources of the cluster that a failed creation left; 0 unless something is wrong
 * @param tokensGiven to users of the cluster, which each opened until the next one was given
 * @param peeringState Azure's word for the peering of the cluster's network with the customer's; empty if there was none
 * @param peeringsLeft halves of it in the customer's network after the deletion; 0 unless something is wrong
 * @param snapshotsRestored how often the cluster was put back to what it had held before
 * @param upgradedTo the version that every server ran in the end; empty if there was none to go to
 * @param leastServersUp the fewest that took connections at any look while they were upgraded
 * @param writesKept how many keys were written meanwhile, and read again afterwards
 * @param grownTo how many servers the cluster had in the end; 0 if it was as large as it can be
 */
@JsonPropertyOrder(alphabetic = false)
@JsonInclude(JsonInclude.Include.NON_NULL)
record DemoReport(
        @JsonProperty("state") String state,
        @JsonProperty("servers") int servers,
        @JsonProperty("zones") List<Integer> zones,
        @JsonProperty("create_seconds") double createSeconds,
        @JsonProperty("critical_path_seconds") double criticalPath,
        @JsonProperty("critical_path_plain_seconds") double plainPath,
        @JsonProperty("boot_seconds") double bootSeconds,
        @JsonProperty("resources_created") int resourcesCreated,
        @JsonProperty("resources_left") int resourcesLeft,
        @JsonProperty("blobs_left") int blobsLeft,
        @JsonProperty("secrets_known") int secretsKnown,
        @JsonProperty("secrets_found_in_plaintext") int secretsFound,
        @JsonProperty("delete_seconds") double deleteSeconds,
        @JsonProperty("left_by_compensation") int leftByCompensation,
        @JsonProperty("tokens_given") int tokensGiven,
        @JsonProperty("peering_state") String peeringState,
        @JsonProperty("peerings_left") int peeringsLeft,
        @JsonProperty("snapshots_restored") int snapshotsRestored,
        @JsonProperty("upgraded_to") String upgradedTo,
        @JsonProperty("least_servers_up") int leastServersUp,
        @JsonProperty("writes_kept") int writesKept,
        @JsonProperty("grown_to") int grownTo,
        @JsonProperty("up_seconds") double upSeconds) {

    static double seconds(Duration duration) {
        return Math.round(duration.toMillis() / 100.0) / 10.0;
    }

    /** Whether the run showed what it was to show. */
    boolean isGood(boolean failureWanted) {
        boolean clean = resourcesLeft == 0 && blobsLeft == 0 && secretsFound == 0 && leftByCompensation == 0;
        return clean && peeringsLeft == 0 && state.equals(failureWanted ? "FAILED" : "RUNNING");
    }

    String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
