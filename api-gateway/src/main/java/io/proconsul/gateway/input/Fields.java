package io.proconsul.gateway.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.error.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The members of one JSON object, read by name; what is wrong with them is collected, never thrown. */
public final class Fields {

    /**
     * For the inside of a character class: what nobody sees, and what makes others look like something else (controls,
     * formats such as a change of direction, halves of a pair, separators of lines).
     */
    public static final String INVISIBLE = "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUOTED_LENGTH = 60;

    private final ObjectNode object;
    private final String path;
    private final List<Problem> problems;

    /**
     * @param path of the object within the body, empty for the body itself
     * @param problems where to add what is found wrong
     */
    public Fields(ObjectNode object, String path, List<Problem> problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    public void allowOnly(Collection<String> names) {
        allowOnly(names, List.of());
    }

    /** @param ignored may be there, too, but nobody is told to send them */
    public void allowOnly(Collection<String> names, Collection<String> ignored) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name) && !ignored.contains(name)) {
                problem("UnknownField", quoted(name), "Unknown field; allowed are %s.".formatted(list(names)));
            }
        });
    }

    /** The object of that name; an empty one if it is absent. */
    public Fields object(String name) {
        var node = object.get(name);
        if (node == null || node.isNull()) {
            return new Fields(JSON.createObjectNode(), target(name), problems);
        }
        if (node instanceof ObjectNode found) {
            return new Fields(found, target(name), problems);
        }
        invalid(name, "an object", node);
        return new Fields(JSON.createObjectNode(), target(name), problems);
    }

    /** Whether there is anything under that name, right or wrong. */
    public boolean has(String name) {
        var node = object.get(name);
        return node != null
                && !node.isNull()
                && !(node.isTextual() && node.textValue().isEmpty());
    }

    /** Empty for an absent, a null and an empty string alike, as in proto3 JSON. */
    public Optional<String> text(String name) {
        var node = object.get(name);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            invalid(name, "a string", node);
            return Optional.empty();
        }
        return Optional.of(node.textValue()).filter(text -> !text.isEmpty());
    }

    /** As {@link #text}, but a whole number passes as well: clients send both. */
    public Optional<String> digits(String name) {
        var node = object.get(name);
        return node != null && node.isIntegralNumber() ? Optional.of(node.asText()) : text(name);
    }

    public String oneOf(String name, String fallback, List<String> allowed) {
        var found = text(name);
        if (found.isPresent() && !allowed.contains(found.get())) {
            invalid(name, "one of " + list(allowed), object.get(name));
        }
        return found.filter(allowed::contains).orElse(fallback);
    }

    public String matching(String name, String fallback, Pattern pattern, String rule) {
        return satisfying(name, fallback, text -> pattern.matcher(text).matches(), rule);
    }

    public String satisfying(String name, String fallback, Predicate<String> test, String rule) {
        var found = text(name);
        if (found.isPresent() && !test.test(found.get())) {
            invalid(name, rule, object.get(name));
            return fallback;
        }
        return found.orElse(fallback);
    }

    /** Every member as a string, in the order of their names. */
    public SortedMap<String, String> strings() {
        var result = new TreeMap<String, String>();
        object.fieldNames().forEachRemaining(name -> text(name).ifPresent(value -> result.put(name, value)));
        return result;
    }

    /** @param rule what is allowed, to follow "Expected" */
    public void invalid(String name, String rule, JsonNode found) {
        problem("InvalidParameter", name, "Expected %s, found %s.".formatted(rule, quoted(found.toString())));
    }

    public void invalid(String name, String rule) {
        problem("InvalidParameter", name, "Expected %s.".formatted(rule));
    }

    /** One for each target: what is no string need not be told besides that it is none of some strings. */
    public void problem(String code, String name, String message) {
        var target = target(name);
        if (problems.stream().noneMatch(known -> target.equals(known.target()))) {
            problems.add(Problem.of(code, message, target));
        }
    }

    private String target(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String quoted(String text) {
        var end = Math.min(text.length(), QUOTED_LENGTH);
        var shown = text.length() > end ? text.substring(0, end) + "..." : text;
        return shown.replaceAll("[" + INVISIBLE + "]", "?");
    }

    private static String list(Collection<String> names) {
        return String.join(", ", names instanceof List ? names : new TreeSet<>(names));
    }
}
