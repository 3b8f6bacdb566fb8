package io.proconsul.orchestrator.cluster;

import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.CreateSnapshot;
import io.proconsul.wire.DeleteSnapshot;
import io.proconsul.wire.Payload;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * When a cluster's own snapshots are due, and which are kept too long: a function of the cluster and of the time. Time is
 * divided into slots of the cluster's interval, counted from its birth. A slot wants one snapshot, whenever in it somebody
 * looks; slots that went by unseen want none.
 *
 * @param since when the cluster was created, with a snapshot
 */
public record SnapshotSchedule(Cluster cluster, Instant since, Duration interval, Duration retention) {

    /** So many of its own a cluster keeps at most, which leaves room for those that somebody asks for. */
    static final int MOST = 80;

    /** So many are deleted in one slot at most: others may want to do something as well. */
    static final int MOST_DELETED = 4;

    private static final String MANUAL = "MANUAL";
    private static final String SCHEDULED = "SCHEDULED";
    private static final String SCHEDULE = "schedule";

    /** Empty for a cluster whose periods are none. */
    public static Optional<SnapshotSchedule> of(Cluster cluster, Instant since) {
        try {
            var interval = Duration.parse(cluster.getSpec().getSnapshotInterval());
            var retention = Duration.parse(cluster.getSpec().getSnapshotRetention());
            return interval.isNegative() || interval.isZero()
                    ? Optional.empty()
                    : Optional.of(new SnapshotSchedule(cluster, since, interval, retention));
        } catch (DateTimeParseException e) { // validated at the edge; here it would stop every cluster of the partition
            return Optional.empty();
        }
    }

    /** When to look next: now if something is due, else when the next slot begins. */
    public Instant nextLook(Instant now) {
        return wanted(now).isPresent() ? now : nextSlot(now);
    }

    public Instant nextSlot(Instant now) {
        return slot(now).plus(interval);
    }

    /**
     * What to ask for now; nothing once this slot has its snapshot, be it a failed one. What is too old goes first, so that
     * there is room; the newest good one never does. Asked for twice, all of it is the same.
     */
    public List<ClusterCommand> due(Scope scope, Instant now) {
        return wanted(now)
                .map(wanted -> Stream.concat(
                                tooOld(now)
                                        .map(old -> command(
                                                scope,
                                                "delete-snapshot",
                                                old.getId() + "|" + wanted.getSnapshotId(),
                                                Payloads.pack(new DeleteSnapshot(old.getId(), true)),
                                                now)),
                                Stream.of(command(
                                        scope, "create-snapshot", wanted.getSnapshotId(), Payloads.pack(wanted), now)))
                        .toList())
                .orElse(List.of());
    }

    private Optional<CreateSnapshot> wanted(Instant now) {
        var slot = slot(now);
        var id = Ids.uuidV5(UUID.fromString(cluster.getRef().getClusterId()), SCHEDULED + "|" + slot.toEpochMilli())
                .toString();
        return slot.equals(since) || Snapshots.find(cluster, id).isPresent()
                ? Optional.empty()
                : Optional.of(new CreateSnapshot(id, "scheduled for " + slot, now, SCHEDULED));
    }

    /** The start of the slot of this time; that of the birth before the first. */
    private Instant slot(Instant now) {
        var slots = Math.max(0, Duration.between(since, now).dividedBy(interval));
        return since.plus(interval.multipliedBy(slots));
    }

    private Stream<Snapshot> tooOld(Instant now) {
        var all = cluster.getSnapshots();
        var own = all.stream()
                .filter(snapshot -> !snapshot.getKind().equals(MANUAL))
                .toList();
        var surplus = Math.max(own.size() + 1 - MOST, all.size() + 1 - Snapshots.MOST);
        var newestGood = all.stream()
                .filter(snapshot -> snapshot.getState().equals(Snapshots.READY))
                .reduce((older, newer) -> newer)
                .map(Snapshot::getId);
        var found = new ArrayList<Snapshot>();
        for (int i = 0; i < own.size(); i++) {
            if (i < surplus || asked(own.get(i)).plus(retention).isBefore(now)) {
                found.add(own.get(i));
            }
        }
        return found.stream()
                .filter(snapshot -> DeleteSnapshotSaga.DELETABLE.contains(snapshot.getState()))
                .filter(snapshot -> !newestGood.equals(Optional.of(snapshot.getId())))
                .limit(MOST_DELETED);
    }

    private static Instant asked(Snapshot snapshot) {
        return snapshot.getRequestedAt() == null ? snapshot.getTakenAt() : snapshot.getRequestedAt();
    }

    private static ClusterCommand command(Scope scope, String name, String what, Payload body, Instant now) {
        var id = Ids.uuidV5(UUID.fromString(Ids.scopeKey(scope)), SCHEDULE + "|" + name + "|" + what)
                .toString();
        return new ClusterCommand(id, scope, name, body, now, id, SCHEDULE, null, null);
    }
}
