package io.proconsul.orchestrator.stream;

import io.proconsul.orchestrator.cluster.Phases;
import io.proconsul.orchestrator.cluster.SnapshotSchedule;
import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.saga.engine.Summary;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks for what clusters want by themselves when its time comes. What it asks for are commands like any other, in the
 * topic of commands: they are decided on, written down and replayed as if somebody had sent them. To be called for a
 * cluster that has nothing else to do.
 */
final class Schedules {
    private static final String DOCUMENT = Cluster.class.getSimpleName();

    private final Wakes wakes;

    Schedules(Wakes wakes) {
        this.wakes = wakes;
    }

    /** A saga has ended, and none follows: from now on the cluster is looked at when something is due. */
    void resume(SubjectState state, Instant now) {
        of(state).ifPresent(schedule -> wakes.by(state.key(), schedule.nextLook(now), ""));
    }

    /** Asks for what is due, and looks again in the next slot, whatever becomes of it. */
    void look(Subjects.Known known, Instant now, Outlet out) {
        of(known.state()).ifPresent(schedule -> {
            schedule.due(known.scope(), now).forEach(out::ask);
            wakes.by(known.state().key(), schedule.nextSlot(now), "");
        });
    }

    private static Optional<SnapshotSchedule> of(SubjectState state) {
        var document = state.document();
        if (document == null
                || !document.type().equals(DOCUMENT)
                || !state.phase().equals(Phases.RUNNING)) {
            return Optional.empty();
        }
        return birth(state)
                .flatMap(since ->
                        SnapshotSchedule.of(Payloads.unpack(WireMessages.toWire(document), Cluster.class), since));
    }

    private static Optional<Instant> birth(SubjectState state) {
        return state.finished().stream()
                .filter(saga -> saga.kind() == Kind.BIRTH && saga.ending() == Summary.Ending.SUCCEEDED)
                .reduce((older, newer) -> newer)
                .map(Summary::endedAt);
    }
}
