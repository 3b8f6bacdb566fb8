package io.proconsul.local.azure.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Response;
import java.util.Optional;

/** What is special about a resource type beyond being stored. Every method may be called again for the same resource. */
public interface Lifecycle {
    Lifecycle NONE = new Lifecycle() {};

    /** Refuses a write; the store's monitor is held. */
    default Optional<Refusal> refuse(Address id, ObjectNode body, Optional<Resource> before) {
        return Optional.empty();
    }

    /** Whether the resource is still what was written, so that the same write again changes nothing. */
    default boolean holds(Resource resource) {
        return true;
    }

    /** Fills in what Azure computes when the write is accepted; the store's monitor is held. */
    default void complete(Address id, ObjectNode body, Optional<Resource> before) {}

    /** Does what shows when two thirds of the operation have passed, such as a machine that boots and is not ready yet. */
    default void begin(Resource resource) {}

    /** Does what the operation stands for; its refusal makes the operation end Failed. */
    default Optional<Refusal> provision(Resource resource) {
        return Optional.empty();
    }

    /** Undoes what {@link #provision} did, before the resource leaves the store. */
    default Optional<Refusal> dismantle(Resource resource) {
        return Optional.empty();
    }

    /** Performs an action of the type (RPC-060); empty: there is no such action. */
    default Optional<Response> act(Resource resource, String action, JsonNode body) {
        return Optional.empty();
    }

    /** What a GET below the resource finds that is no resource itself, as an instance view; empty: there is no such part. */
    default Optional<JsonNode> part(Resource resource, String name) {
        return Optional.empty();
    }

    /** Adds what only a reader sees. */
    default void show(Resource resource, ObjectNode body) {}
}
