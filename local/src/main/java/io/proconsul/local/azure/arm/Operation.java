package io.proconsul.local.azure.arm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A long-running operation (RPC-110).
 *
 * @param id unguessable
 * @param kind create, update or delete
 * @param own how long it takes by itself; it lasts longer if its work does
 * @param end empty while it runs
 * @param error why it failed; empty if it runs or has succeeded
 */
public record Operation(
        String id,
        String kind,
        Address resource,
        Instant begin,
        Duration own,
        Optional<Instant> end,
        Optional<Refusal> error) {

    /** InProgress, Succeeded or Failed (RPC-117). */
    public String status() {
        return end.isEmpty() ? "InProgress" : error.isPresent() ? "Failed" : "Succeeded";
    }

    Operation ended(Instant at, Optional<Refusal> outcome) {
        return new Operation(id, kind, resource, begin, own, Optional.of(at), outcome);
    }
}
