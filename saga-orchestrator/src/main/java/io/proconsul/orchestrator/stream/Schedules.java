package io.proconsul.orchestrator.stream;

import io.proconsul.orchestrator.cluster.Phases;
import io.proconsul.orchestrator.cluster.SnapshotSchedule;
import io.proconsul.orchestrator.cluster.UpgradeSchedule;
import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.saga.engine.Summary;
import io.proconsul.schemas.ConsulVersion;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.Scope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks for what clusters want by themselves when its time comes: snapshots, and upgrades. What it asks for are commands like
 * any other, in the topic of commands: they are decided on, written down and replayed as if somebody had sent them. To be
 * called for a cluster that has nothing else to do.
 */
final class Schedules {
    private static final String DOCUMENT = Cluster.class.getSimpleName();

    private final Wakes wakes;
    private final List<ConsulVersion> offered;

    /** @param offered what clusters may upgrade themselves to */
    Schedules(Wakes wakes, List<ConsulVersion> offered) {
        this.wakes = wakes;
        this.offered = offered;
    }

    /** A saga has ended, and none follows: from now on the cluster is looked at when something is due. */
    void resume(SubjectState state, Scope scope, Instant now) {
        cluster(state)
                .ifPresent(cluster -> wakeBy(
                        state,
                        snapshots(state, cluster).map(schedule -> schedule.nextLook(now)),
                        upgrades(cluster).map(schedule -> schedule.nextLook(scope, now, id -> asked(state, id)))));
    }

    /** Asks for what is due, and looks again when something else may be, whatever becomes of it. */
    void look(Subjects.Known known, Instant now, Outlet out) {
        var state = known.state();
        cluster(state).ifPresent(cluster -> {
            var snapshots = snapshots(state, cluster);
            var upgrades = upgrades(cluster);
            snapshots.ifPresent(schedule -> schedule.due(known.scope(), now).forEach(out::ask));
            upgrades.flatMap(schedule -> schedule.due(known.scope(), now, id -> asked(state, id)))
                    .ifPresent(out::ask);
            wakeBy(
                    state,
                    snapshots.map(schedule -> schedule.nextSlot(now)),
                    upgrades.map(schedule -> schedule.nextOpening(now)));
        });
    }

    private void wakeBy(SubjectState state, Optional<Instant> one, Optional<Instant> other) {
        Stream.of(one, other)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .ifPresent(at -> wakes.by(state.key(), at, ""));
    }

    private static Optional<Cluster> cluster(SubjectState state) {
        return Optional.ofNullable(state.document())
                .filter(document ->
                        document.type().equals(DOCUMENT) && state.phase().equals(Phases.RUNNING))
                .map(document -> Payloads.unpack(WireMessages.toWire(document), Cluster.class));
    }

    private static Optional<SnapshotSchedule> snapshots(SubjectState state, Cluster cluster) {
        return birth(state).flatMap(since -> SnapshotSchedule.of(cluster, since));
    }

    private Optional<UpgradeSchedule> upgrades(Cluster cluster) {
        return UpgradeSchedule.of(cluster, offered);
    }

    /** Whether it was answered or carried out lately. */
    private static boolean asked(SubjectState state, String commandId) {
        return state.verdicts().stream().anyMatch(verdict -> verdict.commandId().equals(commandId))
                || state.finished().stream().anyMatch(saga -> saga.commandId().equals(commandId));
    }

    private static Optional<Instant> birth(SubjectState state) {
        return state.finished().stream()
                .filter(saga -> saga.kind() == Kind.BIRTH && saga.ending() == Summary.Ending.SUCCEEDED)
                .reduce((older, newer) -> newer)
                .map(Summary::endedAt);
    }
}
