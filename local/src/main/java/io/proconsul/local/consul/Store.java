package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.microraft.statemachine.StateMachine;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The replicated state: key-values, ACL tokens and policies, autopilot's configuration. Changes come through raft as
 * JSON text and are applied in the same order everywhere; whatever is random or reads a clock is in the change already.
 */
final class Store implements StateMachine {
    private static final String NOOP = "{\"is\":\"noop\"}";

    private final TreeMap<String, ObjectNode> keys = new TreeMap<>();
    private final TreeMap<String, ObjectNode> tokens = new TreeMap<>();
    private final TreeMap<String, ObjectNode> policies = new TreeMap<>();
    private ObjectNode autopilot = Json.object();
    private long bootstrapped;
    private long index = 1;

    @Override
    public synchronized Object runOperation(long commitIndex, Object operation) {
        var change = (ObjectNode) Json.parse((String) operation);
        if (!change.path("is").asText().equals("noop")) {
            index = Math.max(index, commitIndex);
        }
        return apply(change).toString();
    }

    /** The answer has {@code ok}; false if a check-and-set or a one-time change did not apply. */
    private ObjectNode apply(ObjectNode change) {
        boolean ok =
                switch (change.path("is").asText()) {
                    case "noop" -> true;
                    case "kv-put" -> put(change);
                    case "kv-delete" -> delete(change);
                    case "token-put" -> {
                        tokens.put(
                                change.at("/token/AccessorID").asText(),
                                entry(change.get("token"), tokens, "AccessorID"));
                        yield true;
                    }
                    case "token-delete" -> tokens.remove(change.path("id").asText()) != null;
                    case "policy-put" -> {
                        policies.put(change.at("/policy/ID").asText(), entry(change.get("policy"), policies, "ID"));
                        yield true;
                    }
                    case "policy-delete" -> policies.remove(change.path("id").asText()) != null;
                    case "acl-copy" -> copy(change.path("copy"));
                    case "bootstrap" -> bootstrap(change);
                    case "autopilot" -> configure(change);
                    case "restore" -> {
                        load(change.path("state"));
                        yield true;
                    }
                    default -> throw new IllegalStateException("unknown change " + change.path("is"));
                };
        return Json.object().put("ok", ok).put("index", index);
    }

    private boolean put(ObjectNode change) {
        var key = change.path("key").asText();
        var before = keys.get(key);
        if (!matches(change, before)) {
            return false;
        }
        long created = before == null ? index : before.path("CreateIndex").asLong();
        keys.put(
                key,
                Json.object()
                        .put("LockIndex", 0)
                        .put("Key", key)
                        .put("Flags", change.path("flags").asLong())
                        .put("Value", change.path("value").asText())
                        .put("CreateIndex", created)
                        .put("ModifyIndex", index));
        return true;
    }

    private boolean delete(ObjectNode change) {
        var key = change.path("key").asText();
        if (change.path("recurse").asBoolean()) {
            below(key).clear();
            return true;
        }
        if (!matches(change, keys.get(key))) {
            return false;
        }
        keys.remove(key);
        return true;
    }

    /** A check-and-set with 0 wants the key not to be there. */
    private static boolean matches(ObjectNode change, @Nullable ObjectNode before) {
        if (!change.has("cas")) {
            return true;
        }
        long found = before == null ? 0 : before.path("ModifyIndex").asLong();
        return found == change.path("cas").asLong();
    }

    private ObjectNode entry(JsonNode wanted, Map<String, ObjectNode> table, String idField) {
        var entry = (ObjectNode) wanted.deepCopy();
        var before = table.get(entry.path(idField).asText());
        entry.put(
                "CreateIndex",
                before == null ? index : before.path("CreateIndex").asLong());
        return entry.put("ModifyIndex", index);
    }

    /** What is of this datacenter alone stays. */
    private boolean copy(JsonNode primary) {
        fill(policies, primary.path("policies"));
        tokens.values().removeIf(token -> !token.path("Local").asBoolean());
        primary.path("tokens")
                .properties()
                .forEach(token -> tokens.put(token.getKey(), token.getValue().deepCopy()));
        return true;
    }

    private boolean bootstrap(ObjectNode change) {
        if (bootstrapped != 0 && bootstrapped != change.path("reset").asLong(-1)) {
            return false;
        }
        bootstrapped = index;
        tokens.put(change.at("/token/AccessorID").asText(), entry(change.get("token"), tokens, "AccessorID"));
        return true;
    }

    private boolean configure(ObjectNode change) {
        if (change.has("cas")
                && autopilot.path("ModifyIndex").asLong() != change.path("cas").asLong()) {
            return false;
        }
        long created = autopilot.path("CreateIndex").asLong(index);
        autopilot = ((ObjectNode) change.get("config").deepCopy())
                .put("CreateIndex", created)
                .put("ModifyIndex", index);
        return true;
    }

    @Override
    public synchronized void takeSnapshot(long commitIndex, Consumer<Object> chunks) {
        chunks.accept(dump().toString());
    }

    @Override
    public synchronized void installSnapshot(long commitIndex, List<Object> chunks) {
        load(Json.parse((String) chunks.get(0)));
        index = Math.max(index, commitIndex);
    }

    @Override
    public Object getNewTermOperation() {
        return NOOP;
    }

    /** Everything, as {@code state.bin} of a snapshot holds it. */
    synchronized ObjectNode dump() {
        var state = Json.object().put("index", index).put("bootstrapped", bootstrapped);
        state.set("autopilot", autopilot);
        state.set("keys", Json.MAPPER.valueToTree(keys));
        state.set("tokens", Json.MAPPER.valueToTree(tokens));
        state.set("policies", Json.MAPPER.valueToTree(policies));
        return state;
    }

    private void load(JsonNode state) {
        fill(keys, state.path("keys"));
        fill(tokens, state.path("tokens"));
        fill(policies, state.path("policies"));
        autopilot = state.path("autopilot") instanceof ObjectNode config ? config.deepCopy() : Json.object();
        bootstrapped = state.path("bootstrapped").asLong();
        index = Math.max(index, state.path("index").asLong());
    }

    private static void fill(Map<String, ObjectNode> table, JsonNode entries) {
        table.clear();
        entries.properties()
                .forEach(entry -> table.put(entry.getKey(), entry.getValue().deepCopy()));
    }

    synchronized long index() {
        return index;
    }

    synchronized long bootstrapped() {
        return bootstrapped;
    }

    synchronized ObjectNode autopilot() {
        return autopilot.deepCopy();
    }

    synchronized Optional<ObjectNode> key(String key) {
        return Optional.ofNullable(keys.get(key)).map(ObjectNode::deepCopy);
    }

    synchronized List<ObjectNode> keys(String prefix) {
        return below(prefix).values().stream().map(ObjectNode::deepCopy).toList();
    }

    private NavigableMap<String, ObjectNode> below(String prefix) {
        return keys.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    }

    synchronized List<ObjectNode> tokens() {
        return tokens.values().stream().map(ObjectNode::deepCopy).toList();
    }

    synchronized Optional<ObjectNode> token(String accessor) {
        return Optional.ofNullable(tokens.get(accessor)).map(ObjectNode::deepCopy);
    }

    synchronized Optional<ObjectNode> tokenBySecret(String secret) {
        return tokens.values().stream()
                .filter(token -> token.path("SecretID").asText().equals(secret))
                .findFirst()
                .map(ObjectNode::deepCopy);
    }

    synchronized List<ObjectNode> policies() {
        return policies.values().stream().map(ObjectNode::deepCopy).toList();
    }

    synchronized Optional<ObjectNode> policy(String id) {
        return Optional.ofNullable(policies.get(id)).map(ObjectNode::deepCopy);
    }
}
