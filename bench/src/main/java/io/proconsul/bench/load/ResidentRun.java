package io.proconsul.bench.load;

import io.proconsul.bench.saga.ResidentSaga;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;

/** Fills the stores, watches them idle, lets some come due at once, kills the orchestrator and waits for its successor. */
final class ResidentRun {
    /** Asked for and not decided on: enough to keep everybody busy. */
    private static final long AHEAD = 20_000;

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Rig rig;
    private final Residents residents;
    private final ResidentPlan plan;
    private long asked;
    private long decided;

    /** Those that came due at once. */
    private record Due(double seconds, double cpuMillis, long errors) {}

    /** The successor of an orchestrator that was killed. */
    private record Restart(double readySeconds, double decidedSeconds) {}

    ResidentRun(Rig rig, Residents residents, ResidentPlan plan) {
        this.rig = rig;
        this.residents = residents;
        this.plan = plan;
    }

    ResidentReport run() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        fill(plan.first(), far());
        double seconds = secondsSince(begun);
        long memoryBefore = memory();
        begun = System.nanoTime();
        fill(plan.firstDue() - 1, far());
        double perSecond = (plan.firstDue() - 1 - plan.first()) / secondsSince(begun);
        var moment = plan.moment(Instant.now(), perSecond);
        fill(plan.lastDue(), moment);
        fill(plan.clusters(), far());
        seconds += secondsSince(begun);
        long memory = (memory() - memoryBefore) / (plan.clusters() - plan.first());
        long disk = disk() / plan.clusters();
        double idle = idleCpuPercent(moment);
        var due = due(moment);
        var restart = restart();
        return new ResidentReport(
                "resident",
                rig.instance().onDisk() ? "disk" : "memory",
                rig.size().brokers(),
                rig.size().partitions(),
                plan.clusters(),
                seconds,
                disk,
                memory,
                idle,
                restart.readySeconds(),
                restart.decidedSeconds(),
                plan.due(),
                due.seconds(),
                Math.round(plan.due() / due.seconds()),
                due.cpuMillis() / plan.due(),
                due.errors());
    }

    /** Clusters up to that number, all due at that time. Returns when each is there. */
    private void fill(long to, Instant due) {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (decided < to) {
            while (asked < to && asked - decided < AHEAD) {
                residents.ask(++asked, due);
            }
            int more = residents.count(POLL);
            decided += more;
            if (more > 0) {
                patience = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > patience) {
                throw new IllegalStateException("expected " + to + " clusters, but after " + PATIENCE
                        + " without news there are " + decided + "; the orchestrator's log ends with\n"
                        + orchestrator().lastWords());
            }
        }
    }

    private static Instant far() {
        return Instant.now().plus(ResidentSaga.STAY);
    }

    private RigProcess orchestrator() {
        return rig.orchestrators().get(0);
    }

    private long memory() throws IOException, InterruptedException {
        return Footprint.memoryBytes(orchestrator().pid(), (long) rig.instance().heapMegabytes() << 20);
    }

    private long disk() {
        return Footprint.changelogBytes(rig.folder())
                + Footprint.bytes(rig.folder().resolve(orchestrator().name()));
    }

    private double idleCpuPercent(Instant moment) {
        long begun = System.nanoTime();
        var before = Usage.of(rig.engine());
        long news = 0;
        while (secondsSince(begun) < plan.window().toSeconds()) {
            news += residents.count(POLL);
        }
        double seconds = secondsSince(begun);
        var used = Usage.of(rig.engine()).since(before);
        if (news > 0 || Instant.now().isAfter(moment)) {
            throw new IllegalStateException("expected nothing to be due before " + moment + ", but by " + Instant.now()
                    + " there were " + news + " decisions: the end took longer than the beginning");
        }
        return used.cpuMillis() / (seconds * 10);
    }

    private Due due(Instant moment) {
        while (Instant.now().isBefore(moment)) {
            residents.count(POLL);
        }
        long begun = System.nanoTime();
        var before = Usage.of(rig.engine());
        var seen = new HashSet<Long>();
        long others = 0;
        while (seen.size() < plan.due() && secondsSince(begun) < PATIENCE.toSeconds()) {
            for (var sent : residents.poll(POLL)) {
                others += plan.isDue(sent.number()) && sent.attempt() == 2 && seen.add(sent.number()) ? 0 : 1;
            }
        }
        return new Due(
                secondsSince(begun),
                Usage.of(rig.engine()).since(before).cpuMillis(),
                plan.due() - seen.size() + others);
    }

    /** A command is waiting when the successor comes. */
    private Restart restart() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var killed = orchestrator();
        killed.kill();
        var successor = rig.restart(killed);
        residents.ask(plan.clusters() + 1, far());
        double ready = 0;
        double seen = 0;
        while ((ready == 0 || seen == 0) && secondsSince(begun) < PATIENCE.toSeconds()) {
            if (ready == 0 && successor.ready()) {
                ready = secondsSince(begun);
            }
            if (residents.count(POLL) > 0 && seen == 0) {
                seen = secondsSince(begun);
            }
        }
        if (ready == 0 || seen == 0) {
            throw new IllegalStateException("expected a decision within " + PATIENCE + " of a restart, but it took "
                    + ready + " s to be ready and " + seen + " s to decide (0: longer); its log ends with\n"
                    + successor.lastWords());
        }
        return new Restart(ready, seen);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
