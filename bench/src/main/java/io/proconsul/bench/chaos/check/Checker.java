package io.proconsul.bench.chaos.check;

import io.proconsul.bench.chaos.plan.Sabotage.Kind;
import io.proconsul.wire.ClusterState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** From what a run left behind to what it came to. */
public final class Checker {
    private static final Set<String> GONE = Set.of("DELETED", "FAILED");

    private Checker() {}

    public static Judgement judge(Evidence evidence) {
        var outcomes = new Outcomes(evidence);
        var lost = outcomes.lost();
        var duplicates = Duplicates.in(evidence.effects());
        var orphans = Orphans.in(evidence);
        var stale = StaleEffects.in(evidence.effects(), outcomes.clusters());
        var violations = new ArrayList<String>();
        violations.addAll(lost);
        violations.addAll(duplicates);
        violations.addAll(orphans);
        violations.addAll(stale);
        violations.addAll(unfinished(outcomes));
        evidence.topics().deadLetters().forEach(reason -> violations.add("dead letter: " + reason));
        evidence.alarms().forEach(line -> violations.add("alarm: " + line));
        var recoveries = new Recoveries(evidence).all();
        return new Judgement(
                evidence.asked().size(),
                outcomes.accepted(),
                outcomes.succeeded(),
                outcomes.compensated(),
                outcomes.needsOperator(),
                lost.size(),
                duplicates.size(),
                orphans.size(),
                stale.size(),
                count(evidence, Kind.KILL),
                count(evidence, Kind.PAUSE),
                count(evidence, Kind.CUT),
                count(evidence, Kind.STORM),
                percentile(recoveries, 50),
                percentile(recoveries, 99),
                violations);
    }

    /** How many operations have no end yet, as far as these states tell. */
    public static int underWay(List<Seen<ClusterState>> states) {
        return Outcomes.underWay(states);
    }

    /** Every story ends without a cluster; one that needs an operator, or that runs still, does not. */
    private static List<String> unfinished(Outcomes outcomes) {
        var found = new ArrayList<String>();
        if (outcomes.needsOperator() > 0) {
            found.add(outcomes.needsOperator() + " operations need an operator");
        }
        for (ClusterState cluster : outcomes.clusters().values()) {
            if (!GONE.contains(cluster.getPhase())) {
                found.add("cluster %s is %s, expected one of %s"
                        .formatted(cluster.getScope().getClusterName(), cluster.getPhase(), GONE));
            }
        }
        return found;
    }

    private static int count(Evidence evidence, Kind kind) {
        return (int) evidence.disturbances().stream()
                .filter(disturbance -> disturbance.sabotage().kind() == kind)
                .count();
    }

    /** The smallest value that so many percent of the values do not exceed; 0 if there are none. */
    static double percentile(List<Duration> values, int percent) {
        if (values.isEmpty()) {
            return 0;
        }
        var sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return Math.round(sorted.get(Math.max(0, rank - 1)).toMillis() / 10.0) / 100.0;
    }
}
