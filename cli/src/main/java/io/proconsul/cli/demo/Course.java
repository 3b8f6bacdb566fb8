package io.proconsul.cli.demo;

import io.proconsul.wire.ClusterState;
import io.proconsul.wire.OperationView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The course of one operation on the demonstration's cluster, shown while it lasts. */
final class Course {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Set<String> ENDINGS = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    private final ClusterFeed feed;
    private final ProgressView view;
    private final Clock clock;
    private final Duration limit;

    /** @param limit after which the operation should have ended */
    Course(ClusterFeed feed, ProgressView view, Clock clock, Duration limit) {
        this.feed = feed;
        this.view = view;
        this.clock = clock;
        this.limit = limit;
    }

    /** How it ended: the operation with its steps, and the cluster's state with it. */
    record Ending(OperationView operation, ClusterState cluster) {}

    /** Whether it is of no use to wait any longer, and why; asked from time to time. */
    @FunctionalInterface
    interface Obstacle {
        Optional<String> look() throws InterruptedException;
    }

    Ending follow(String name, Obstacle obstacle) throws InterruptedException {
        var until = clock.instant().plus(limit);
        OperationView latest = null;
        while (clock.instant().isBefore(until)) {
            for (var cluster : feed.next(LOOK)) {
                var found = operation(cluster, name);
                if (found.isPresent() && isNews(found.get())) {
                    latest = found.get();
                    view.show(StepLine.of(latest, clock.instant()));
                    if (ENDINGS.contains(latest.getStatus())) {
                        view.finish();
                        return new Ending(latest, cluster);
                    }
                }
            }
            redraw(latest, clock.instant());
            refuseIf(latest == null, obstacle);
        }
        throw new DemoFailure("Expected %s to end within %s, but it is %s"
                .formatted(name, limit, latest == null ? "not begun" : latest.getStatus()));
    }

    private void redraw(@Nullable OperationView latest, Instant now) {
        if (latest != null) {
            view.show(StepLine.of(latest, now));
            if (latest.getStatus().equals("NEEDS_OPERATOR")) {
                view.finish();
                throw new DemoFailure("The operation needs an operator: " + latest.getError());
            }
        }
    }

    private static void refuseIf(boolean notBegun, Obstacle obstacle) throws InterruptedException {
        if (notBegun) {
            var problem = obstacle.look();
            if (problem.isPresent()) {
                throw new DemoFailure(problem.get());
            }
        }
    }

    /** A summary without steps says less than what came with the ending. */
    private static boolean isNews(OperationView found) {
        return !found.getPlan().isEmpty() || !ENDINGS.contains(found.getStatus());
    }

    private static Optional<OperationView> operation(ClusterState cluster, String name) {
        return cluster.getOperations().stream()
                .filter(operation -> operation.getName().equals(name))
                .reduce((earlier, later) -> later);
    }
}
