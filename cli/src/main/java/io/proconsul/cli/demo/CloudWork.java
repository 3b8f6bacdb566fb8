package io.proconsul.cli.demo;

import static java.util.Map.entry;

import io.proconsul.cli.demo.Witness.Operation;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.StepView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which of the cloud's long-running operations belong to which step, and how long they kept it busy. */
final class CloudWork {
    private static final Map<String, Set<String>> TYPES = Map.ofEntries(
            entry(
                    "prepare-network",
                    Set.of(
                            "microsoft.network/virtualnetworks",
                            "microsoft.network/virtualnetworks/subnets",
                            "microsoft.network/networksecuritygroups")),
            entry("create-identity", Set.of("microsoft.managedidentity/userassignedidentities")),
            entry("create-storage", Set.of("microsoft.storage/storageaccounts")),
            entry("grant-access", Set.of("microsoft.authorization/roleassignments")),
            entry("launch-servers", Set.of("microsoft.compute/virtualmachinescalesets")),
            entry("open-endpoint", Set.of("microsoft.network/publicipaddresses", "microsoft.network/loadbalancers")));

    private CloudWork() {}

    /**
     * For each step that had some: the time during which at least one operation of its ran.
     *
     * @param end when an operation counts as ended; empty if it has not
     */
    static Map<String, Duration> of(
            OperationView saga, List<Operation> operations, Function<Operation, Optional<Instant>> end) {
        Map<String, Duration> work = new HashMap<>();
        for (var step : saga.getSteps()) {
            var spans = operations.stream()
                    .filter(operation -> belongs(operation, step))
                    .flatMap(
                            operation -> end.apply(operation).map(ended -> new Span(operation.begin(), ended)).stream())
                    .sorted(Comparator.comparing(Span::begin))
                    .toList();
            work.put(step.getName(), covered(spans));
        }
        return work;
    }

    /** What Azure does for the application that was asked for then, before it passes the cluster on. */
    static Duration ofApplication(Instant asked, List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.type().equalsIgnoreCase("Microsoft.Solutions/applications"))
                .filter(operation ->
                        operation.kind().equals("create") && !operation.begin().isBefore(asked))
                .map(Operation::own)
                .reduce(Duration.ZERO, (earlier, later) -> later);
    }

    private static boolean belongs(Operation operation, StepView step) {
        var types = TYPES.getOrDefault(step.getName(), Set.of());
        return types.contains(operation.type().toLowerCase(Locale.ROOT)) && during(operation, step);
    }

    private static boolean during(Operation operation, StepView step) {
        boolean ended = Optional.ofNullable(step.getEndedAt())
                .map(end -> operation.begin().isBefore(end))
                .orElse(true);
        return ended && !operation.begin().isBefore(step.getStartedAt());
    }

    private record Span(Instant begin, Instant end) {
        Duration length() {
            return Duration.between(begin, end);
        }
    }

    private static Duration covered(List<Span> byBegin) {
        var merged = new ArrayList<Span>();
        for (var span : byBegin) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || span.begin().isAfter(last.end())) {
                merged.add(span);
            } else if (span.end().isAfter(last.end())) {
                merged.set(merged.size() - 1, new Span(last.begin(), span.end()));
            }
        }
        return merged.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }
}
