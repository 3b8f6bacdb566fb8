package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * ACL policies in Vault's JSON form. In a path {@code *} at the end stands for anything, {@code +} for one segment. Of
 * the paths of all policies that match, the most specific decides; its capabilities add up, and deny wins.
 */
final class Policies {
    private final Storage storage;

    Policies(Storage storage) {
        this.storage = storage;
    }

    void put(String name, String json) {
        var policy = Json.parseObject(json);
        if (!policy.path("path").isObject()) {
            throw Refusal.badRequest("failed to parse policy: expected JSON with an object \"path\"");
        }
        storage.put(name, policy);
    }

    Optional<JsonNode> get(String name) {
        return storage.get(name);
    }

    List<String> names() {
        return storage.list("");
    }

    void delete(String name) {
        storage.delete(name);
    }

    boolean allow(List<String> policies, String path, Operation operation) {
        return capabilities(policies, path).contains(operation.capability());
    }

    /** What the policies allow on a path; empty: nothing. */
    Set<String> capabilities(List<String> policies, String path) {
        var best = Optional.<String>empty();
        var granted = new HashSet<String>();
        for (var policy : policies) {
            var paths = storage.get(policy).map(found -> found.path("path"));
            if (paths.isEmpty()) {
                continue;
            }
            for (var rule : paths.get().properties()) {
                if (!matches(rule.getKey(), path)) {
                    continue;
                }
                int order = best.map(chosen -> compare(rule.getKey(), chosen)).orElse(1);
                if (order > 0) {
                    best = Optional.of(rule.getKey());
                    granted.clear();
                }
                if (order >= 0) {
                    granted.addAll(Json.list(rule.getValue().path("capabilities")));
                }
            }
        }
        return granted.contains("deny") ? Set.of() : Set.copyOf(granted);
    }

    private static boolean matches(String pattern, String path) {
        boolean prefix = pattern.endsWith("*");
        var body = prefix ? pattern.substring(0, pattern.length() - 1) : pattern;
        var regex =
                Pattern.compile("\\+").splitAsStream(body).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
        var tail = body.endsWith("+") ? "[^/]+" : "";
        return path.matches(regex + tail + (prefix ? ".*" : ""));
    }

    /** Vault's order: exact before glob, a later first wildcard before an earlier one, then the longer, then by text. */
    private static int compare(String a, String b) {
        int byWildcard = Integer.compare(wildcard(a), wildcard(b));
        if (byWildcard != 0) {
            return byWildcard;
        }
        int byGlob = Boolean.compare(!a.endsWith("*"), !b.endsWith("*"));
        if (byGlob != 0) {
            return byGlob;
        }
        int byLength = Integer.compare(a.length(), b.length());
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    private static int wildcard(String pattern) {
        int plus = pattern.indexOf('+');
        int star = pattern.endsWith("*") ? pattern.length() - 1 : Integer.MAX_VALUE;
        return plus < 0 ? star : Math.min(plus, star);
    }
}
