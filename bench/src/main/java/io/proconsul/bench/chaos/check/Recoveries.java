package io.proconsul.bench.chaos.check;

import io.proconsul.bench.chaos.plan.Sabotage.Kind;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.wire.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How long after a disturbance the work of the disturbed service went on. Of a worker: until the first task is answered
 * that was waiting then; of an orchestrator or a broker: until the next transition. Both are looked for in each partition,
 * and the longest counts, for the others may belong to a process that was not disturbed. Of a gateway: until the next
 * request is answered.
 */
final class Recoveries {
    private final Evidence evidence;
    private final Map<String, Instant> answers = new HashMap<>();
    private final Map<Integer, NavigableSet<Instant>> transitions = new HashMap<>();

    Recoveries(Evidence evidence) {
        this.evidence = evidence;
        for (Seen<TaskResult> seen : evidence.topics().results()) {
            answers.merge(seen.value().getTaskId(), seen.at(), (a, b) -> a.isBefore(b) ? a : b);
        }
        evidence.topics().journal().forEach(seen -> transitions
                .computeIfAbsent(seen.partition(), any -> new TreeSet<>())
                .add(seen.value().getAt()));
    }

    /** Of each disturbance of a process that had work to do. */
    List<Duration> all() {
        var all = new ArrayList<Duration>();
        for (var disturbance : evidence.disturbances()) {
            if (disturbance.sabotage().kind() != Kind.STORM) {
                recovery(disturbance).ifPresent(all::add);
            }
        }
        return all;
    }

    private Optional<Duration> recovery(Disturbance disturbance) {
        var target = disturbance.sabotage().target();
        var at = disturbance.at();
        if (target.startsWith(Deployment.GATEWAY)) {
            return evidence.asked().stream()
                    .map(Asked::answeredAt)
                    .filter(at::isBefore)
                    .min(Instant::compareTo)
                    .map(answered -> Duration.between(at, answered));
        }
        if (target.startsWith("worker-")) {
            return ofWorker(target.split("-", -1)[1], at);
        }
        return transitions.values().stream()
                .map(inPartition -> Optional.ofNullable(inPartition.higher(at)))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .map(next -> Duration.between(at, next));
    }

    private Optional<Duration> ofWorker(String worker, Instant at) {
        Map<Integer, Instant> first = new HashMap<>();
        for (var task : evidence.topics().tasks()) {
            var answer = answers.get(task.value().getTaskId());
            boolean waiting = !task.at().isAfter(at) && answer != null && answer.isAfter(at);
            if (waiting && task.topic().equals("tasks." + worker)) {
                first.merge(task.partition(), answer, (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        return first.values().stream().max(Instant::compareTo).map(answer -> Duration.between(at, answer));
    }
}
