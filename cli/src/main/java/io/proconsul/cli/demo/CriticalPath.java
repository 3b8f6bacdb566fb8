package io.proconsul.cli.demo;

import io.proconsul.saga.Plan;
import io.proconsul.saga.Step;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/** The least time that a plan can take if each step takes as long as its work in the cloud. */
final class CriticalPath {
    private CriticalPath() {}

    /** @param cloud the steps' time in the cloud; none for a step that has nothing to do there */
    static Duration of(Plan<?> plan, Map<String, Duration> cloud) {
        if (plan instanceof Plan.InOrder<?> inOrder) {
            return inOrder.parts().stream().map(part -> of(part, cloud)).reduce(Duration.ZERO, Duration::plus);
        }
        if (plan instanceof Plan.Parallel<?> parallel) {
            return parallel.parts().stream()
                    .map(part -> of(part, cloud))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        }
        return plan instanceof Step<?, ?> step ? cloud.getOrDefault(step.name(), Duration.ZERO) : Duration.ZERO;
    }
}
