package io.proconsul.bench.chaos.plan;

import io.proconsul.bench.chaos.plan.Sabotage.Kind;
import io.proconsul.local.deployment.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The disturbances of a run, a function of its plan: they depend on the progress of the work, not on the clock. */
public final class Schedule {
    /** The brokers end a worker's session after 12 seconds, an orchestrator's and its transactions after 10. */
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private static final Duration CUT = Duration.ofSeconds(15);
    private static final Duration STORM = Duration.ofSeconds(10);

    private static final List<String> WORKERS = List.of(Deployment.INFRA, Deployment.CERT, Deployment.SNAPSHOT);

    /** A storm for so many sagas. */
    private static final int SAGAS_PER_STORM = 50;

    private Schedule() {}

    public static List<Sabotage> of(ChaosPlan plan) {
        var random = new Random(plan.seed() + 1);
        var ours = ours();
        var killable = Stream.concat(ours.stream(), brokers(plan).stream()).toList();
        var all = new ArrayList<Sabotage>();
        for (int i = 0; i < plan.kills(); i++) {
            all.add(new Sabotage(moment(plan, random), Kind.KILL, pick(killable, random), Duration.ZERO));
        }
        for (int i = 0; i < plan.pauses(); i++) {
            var target = pick(plan.brokers() > 1 ? killable : ours, random);
            all.add(new Sabotage(moment(plan, random), Kind.PAUSE, target, PAUSE));
        }
        for (int i = 0; i < plan.partitions(); i++) {
            all.add(new Sabotage(moment(plan, random), Kind.CUT, pick(ours, random), CUT));
        }
        int storms = plan.storm() ? 1 + plan.sagas() / SAGAS_PER_STORM : 0;
        for (int i = 0; i < storms; i++) {
            all.add(new Sabotage(moment(plan, random), Kind.STORM, "", STORM));
        }
        all.sort(Comparator.comparingInt(Sabotage::after));
        return List.copyOf(all);
    }

    /** From the first ended saga until nine tenths of them have ended, so that there is work to disturb. */
    private static int moment(ChaosPlan plan, Random random) {
        return 1 + random.nextInt(Math.max(1, plan.sagas() * 9 / 10));
    }

    private static List<String> ours() {
        return Stream.concat(Stream.of(Deployment.ORCHESTRATOR, Deployment.GATEWAY), WORKERS.stream())
                .flatMap(service -> IntStream.rangeClosed(1, ChaosPlan.REPLICAS)
                        .mapToObj(i -> i == 1 ? service : service + "-" + i))
                .toList();
    }

    private static List<String> brokers(ChaosPlan plan) {
        return IntStream.rangeClosed(1, plan.brokers())
                .mapToObj(i -> "kafka-" + i)
                .toList();
    }

    private static String pick(List<String> targets, Random random) {
        return targets.get(random.nextInt(targets.size()));
    }
}
