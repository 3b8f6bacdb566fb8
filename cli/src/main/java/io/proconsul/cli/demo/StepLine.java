package io.proconsul.cli.demo;

import io.proconsul.wire.OperationView;
import io.proconsul.wire.StepView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One step of an operation as it is shown.
 *
 * @param status as the state topic has it; PENDING for a step that has not begun
 * @param attempt 0 for a step that has not begun
 * @param error what went wrong last; empty otherwise
 */
record StepLine(String name, String status, int attempt, Duration elapsed, String error) {

    /** Every step of the plan in its order, begun or not. */
    static List<StepLine> of(OperationView operation, Instant now) {
        Map<String, StepView> begun = new HashMap<>();
        operation.getSteps().forEach(step -> begun.put(step.getName(), step));
        return operation.getPlan().stream()
                .map(name -> Optional.ofNullable(begun.get(name))
                        .map(step -> begun(step, now))
                        .orElseGet(() -> new StepLine(name, "PENDING", 0, Duration.ZERO, "")))
                .toList();
    }

    private static StepLine begun(StepView step, Instant now) {
        var end = Optional.ofNullable(step.getEndedAt()).orElse(now);
        var elapsed = Duration.between(step.getStartedAt(), end);
        var error = step.getError();
        return new StepLine(
                step.getName(),
                step.getStatus(),
                step.getAttempt(),
                elapsed.isNegative() ? Duration.ZERO : elapsed,
                error == null ? "" : error.getCode() + ": " + error.getMessage());
    }

    /** Whether nothing more will happen to it in the operation's present direction. */
    boolean isSettled() {
        return switch (status) {
            case "SUCCEEDED", "FAILED", "UNDONE", "SKIPPED", "STUCK" -> true;
            default -> false;
        };
    }

    /** The state in one word for people. */
    String word() {
        return switch (status) {
            case "PENDING" -> "-";
            case "DISPATCHED" -> "running";
            case "WAITING" -> "waiting";
            case "SUCCEEDED" -> "done";
            case "FAILED" -> "failed";
            case "UNDOING" -> "undoing";
            case "UNDO_WAITING" -> "undo waits";
            case "UNDONE" -> "undone";
            case "SKIPPED" -> "skipped";
            default -> status.toLowerCase(Locale.ROOT);
        };
    }

    String text() {
        return "%-10s %-28s attempt %d %8.1f s".formatted(word(), name, attempt, elapsed.toMillis() / 1000.0);
    }
}
