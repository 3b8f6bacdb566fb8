package io.proconsul.local.azure.arm;

import java.time.Instant;
import java.util.Optional;

/**
 * A long-running operation (RPC-110).
 *
 * @param id unguessable
 * @param kind create, update or delete
 * @param end empty while it runs
 * @param error why it failed; empty if it runs or has succeeded
 */
public record Operation(
        String id, String kind, Address resource, Instant begin, Optional<Instant> end, Optional<Refusal> error) {

    /** InProgress, Succeeded or Failed (RPC-117). */
    public String status() {
        return end.isEmpty() ? "InProgress" : error.isPresent() ? "Failed" : "Succeeded";
    }

    Operation ended(Instant at, Optional<Refusal> outcome) {
        return new Operation(id, kind, resource, begin, Optional.of(at), outcome);
    }
}
