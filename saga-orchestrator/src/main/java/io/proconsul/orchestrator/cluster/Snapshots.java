package io.proconsul.orchestrator.cluster;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.SnapshotWork;
import io.proconsul.wire.TakeSnapshot;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The snapshots of a cluster, as its document lists them. */
final class Snapshots {
    static final String CREATING = "CREATING";
    static final String CREATING_FAILED = "CREATING_FAILED";
    static final String READY = "READY";
    static final String RESTORING = "RESTORING";
    static final String DELETING = "DELETING";
    static final String DELETING_FAILED = "DELETING_FAILED";

    /** A cluster's document travels with every task of a snapshot and every view. */
    static final int MOST = 100;

    private Snapshots() {}

    /** The work of a saga on one of the snapshots of a running cluster. */
    static Admission<SnapshotWork> admit(
            Subject subject, String id, Set<String> states, UnaryOperator<SnapshotWork> work) {
        return RunningCluster.admit(subject, cluster -> find(cluster, id)
                .map(snapshot -> states.contains(snapshot.getState())
                        ? Admission.admitted(work.apply(new SnapshotWork(cluster, snapshot, null)))
                        : Admission.<SnapshotWork>refused(
                                "SnapshotNotReady",
                                "expected a snapshot that is one of "
                                        + states.stream().sorted().toList() + ", found it " + snapshot.getState()))
                .orElseGet(() -> Admission.refused(
                        "SnapshotNotFound", "there is no snapshot of this id; it may have been deleted")));
    }

    static Optional<Snapshot> find(Cluster cluster, String id) {
        return cluster.getSnapshots().stream()
                .filter(snapshot -> snapshot.getId().equals(id))
                .findFirst();
    }

    /** Whether a good one is left without this one. */
    static boolean anotherIsReady(Cluster cluster, Snapshot than) {
        return cluster.getSnapshots().stream()
                .anyMatch(snapshot ->
                        snapshot.getState().equals(READY) && !snapshot.getId().equals(than.getId()));
    }

    /** The cluster with this snapshot in the place of the one of its id, or as its newest. */
    static Cluster with(Cluster cluster, Snapshot changed) {
        var all = new ArrayList<>(cluster.getSnapshots());
        var known = find(cluster, changed.getId());
        if (known.isPresent()) {
            all.set(all.indexOf(known.get()), changed);
        } else {
            all.add(changed);
        }
        return Cluster.newBuilder(cluster).setSnapshots(all).build();
    }

    static Cluster without(Cluster cluster, Snapshot gone) {
        var rest = cluster.getSnapshots().stream()
                .filter(snapshot -> !snapshot.getId().equals(gone.getId()))
                .toList();
        return Cluster.newBuilder(cluster).setSnapshots(rest).build();
    }

    static Snapshot in(String state, Snapshot snapshot) {
        return Snapshot.newBuilder(snapshot).setState(state).build();
    }

    /** The task that takes one of a running cluster. */
    static TakeSnapshot take(Cluster cluster, Snapshot wanted) {
        return TakeSnapshot.newBuilder()
                .setCluster(cluster.getRef())
                .setCaPem(cluster.getCaPem())
                .setServers(cluster.getServers())
                .setBootstrapTokenCiphertext(cluster.getBootstrapTokenCiphertext())
                .setBlobEndpoint(cluster.getBlobEndpoint())
                .setSnapshotContainer(cluster.getSnapshotContainer())
                .setKind(wanted.getKind())
                .setRetention(cluster.getSpec().getSnapshotRetention())
                .setSnapshotId(wanted.getId())
                .setName(wanted.getName())
                .build();
    }

    /** What was asked for, with what the worker has found. */
    static Snapshot taken(Snapshot wanted, Snapshot found) {
        return Snapshot.newBuilder(found)
                .setName(wanted.getName())
                .setKind(wanted.getKind())
                .setState(READY)
                .setRequestedAt(wanted.getRequestedAt())
                .build();
    }
}
