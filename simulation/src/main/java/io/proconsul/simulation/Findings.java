package io.proconsul.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The violations found so far. */
final class Findings {
    private static final Pattern HOLE = Pattern.compile("\\{}");

    private final List<Violation> violations = new ArrayList<>();

    /** @param otherwise says what was broken, with {} for each detail */
    void require(boolean promise, String invariant, String subject, String otherwise, Object... details) {
        if (!promise) {
            violations.add(new Violation(invariant, subject, filled(otherwise, details)));
        }
    }

    private static String filled(String text, Object... details) {
        var filled = text;
        for (var detail : details) {
            filled = HOLE.matcher(filled).replaceFirst(Matcher.quoteReplacement(String.valueOf(detail)));
        }
        return filled;
    }

    boolean any() {
        return !violations.isEmpty();
    }

    List<Violation> all() {
        return List.copyOf(violations);
    }
}
