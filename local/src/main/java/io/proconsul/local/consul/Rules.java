package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of ACL policies. An exact rule goes before a prefix, a longer prefix before a shorter; of equal ones deny
 * wins over write over read.
 */
final class Rules {
    private static final Pattern BLOCK =
            Pattern.compile("(\\w+)\\s+\"([^\"]*)\"\\s*\\{\\s*policy\\s*=\\s*\"(\\w+)\"[^}]*}");
    private static final Pattern SIMPLE = Pattern.compile("(?m)^\\s*(\\w+)\\s*=\\s*\"(\\w+)\"\\s*$");
    private static final Set<String> SIMPLE_KINDS = Set.of("acl", "operator", "keyring", "mesh", "peering");
    private static final Set<String> KINDS = Set.of(
            "agent",
            "agent_prefix",
            "event",
            "event_prefix",
            "identity",
            "identity_prefix",
            "key",
            "key_prefix",
            "node",
            "node_prefix",
            "query",
            "query_prefix",
            "service",
            "service_prefix",
            "session",
            "session_prefix");
    private static final List<String> POWERS = List.of("read", "list", "write");

    /**
     * One rule.
     *
     * @param segment empty for kinds without one
     */
    private record Rule(String kind, boolean prefix, String segment, String policy) {
        private static final List<String> STRENGTH = List.of("read", "list", "write", "deny");

        boolean concerns(String asked, String name) {
            return kind.equals(asked) && (prefix ? name.startsWith(segment) : name.equals(segment));
        }

        boolean beats(Rule other) {
            if (prefix != other.prefix) {
                return !prefix;
            }
            if (segment.length() != other.segment.length()) {
                return segment.length() > other.segment.length();
            }
            return STRENGTH.indexOf(policy) > STRENGTH.indexOf(other.policy);
        }

        boolean grants(String access) {
            return !policy.equals("deny") && POWERS.indexOf(policy) >= POWERS.indexOf(access);
        }
    }

    private final List<Rule> rules;

    private Rules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Reads the rules of policies in HCL, or in its JSON form.
     *
     * @throws IllegalArgumentException naming what is not understood
     */
    static Rules parse(List<String> texts) {
        var rules = new ArrayList<Rule>();
        for (var text : texts) {
            if (text.strip().startsWith("{")) {
                json(Json.parse(text), rules);
            } else {
                hcl(text, rules);
            }
        }
        return new Rules(rules);
    }

    private static void hcl(String text, List<Rule> rules) {
        var plain = text.replaceAll("(?m)(#|//).*$", "");
        var blocks = BLOCK.matcher(plain);
        while (blocks.find()) {
            rules.add(rule(blocks.group(1), blocks.group(2), blocks.group(3)));
        }
        var rest = BLOCK.matcher(plain).replaceAll("\n");
        var simple = SIMPLE.matcher(rest);
        while (simple.find()) {
            rules.add(rule(simple.group(1), "", simple.group(2)));
        }
        var left = SIMPLE.matcher(rest).replaceAll("").strip();
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("Invalid Policy, not understood: " + left);
        }
    }

    private static void json(JsonNode policy, List<Rule> rules) {
        for (var kind : policy.properties()) {
            if (kind.getValue().isTextual()) {
                rules.add(rule(kind.getKey(), "", kind.getValue().asText()));
            } else {
                kind.getValue()
                        .properties()
                        .forEach(name -> rules.add(rule(
                                kind.getKey(),
                                name.getKey(),
                                name.getValue().path("policy").asText())));
            }
        }
    }

    private static Rule rule(String kind, String segment, String policy) {
        if (!KINDS.contains(kind) && !SIMPLE_KINDS.contains(kind)) {
            throw new IllegalArgumentException("Invalid Policy, unknown resource " + kind);
        }
        if (!Rule.STRENGTH.contains(policy)) {
            throw new IllegalArgumentException("Invalid Policy, unknown policy " + policy + " for " + kind);
        }
        boolean prefix = kind.endsWith("_prefix");
        return new Rule(prefix ? kind.substring(0, kind.length() - 7) : kind, prefix, segment, policy);
    }

    /** Whether access to a resource is granted; what no rule mentions is denied. */
    boolean allow(String kind, String name, String access) {
        Optional<Rule> best = Optional.empty();
        for (var rule : rules) {
            if (rule.concerns(kind, name) && best.map(rule::beats).orElse(true)) {
                best = Optional.of(rule);
            }
        }
        return best.map(rule -> rule.grants(access)).orElse(false);
    }
}
