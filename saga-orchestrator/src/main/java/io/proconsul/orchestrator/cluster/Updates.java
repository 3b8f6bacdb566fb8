package io.proconsul.orchestrator.cluster;

import io.proconsul.saga.Admission;
import io.proconsul.wire.AuditLogging;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterAccess;
import io.proconsul.wire.ClusterUpdate;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.UpdateCluster;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an update changes. */
final class Updates {
    private Updates() {}

    static Admission<ClusterUpdate> admit(UpdateCluster command, Cluster cluster) {
        var running = running(cluster);
        var target = command.getConsulVersion();
        if (!target.equals(running) && !command.getFromVersion().equals(running)) {
            return Admission.refused(
                    "VersionChanged",
                    "expected a cluster that runs " + command.getFromVersion() + ", found one that runs " + running);
        }
        if (command.getScheduled() && !target.equals(running) && !upgradesItself(cluster, target)) {
            return Admission.refused(
                    "UpgradePolicyChanged",
                    "expected a cluster that upgrades itself from " + running + " to " + target
                            + ", but its policy has changed");
        }
        var wanted = !target.equals(running) || changes(command.getAuditLogging(), cluster.getAuditLogging());
        var onlyUpkeep = !wanted && command.getUpkeep() != null;
        var ahead = cluster.getServerVersions().values().stream()
                .filter(version -> !version.equals(target))
                .distinct()
                .sorted()
                .toList();
        if (!ahead.isEmpty() && !onlyUpkeep) {
            return Admission.refused(
                    "UpdateUnfinished",
                    "an update has failed half way: some servers run " + String.join(", ", ahead)
                            + ", and Consul does not go back; update to that first");
        }
        return wanted && cluster.getSnapshots().size() >= Snapshots.MOST
                ? Admission.refused(
                        "TooManySnapshots",
                        "expected fewer than " + Snapshots.MOST
                                + " snapshots, since one is taken before an update; delete one that is not needed")
                : Admission.admitted(new ClusterUpdate(
                        cluster,
                        target,
                        command.getAuditLogging(),
                        wanted,
                        command.getRequestedAt(),
                        command.getUpkeep()));
    }

    private static boolean upgradesItself(Cluster cluster, String target) {
        return Upkeeps.of(cluster)
                .filter(upkeep -> Upkeeps.allows(upkeep, running(cluster), target))
                .isPresent();
    }

    private static boolean changes(@Nullable AuditLogging wanted, @Nullable AuditLogging present) {
        if (wanted == null) {
            return false;
        }
        var enabled = present != null && present.getEnabled();
        return wanted.getEnabled() ? !wanted.equals(present) : enabled;
    }

    /** What the cluster runs, with its v. */
    static String running(Cluster cluster) {
        return cluster.getConsulVersion().isEmpty() ? cluster.getSpec().getConsulVersion() : cluster.getConsulVersion();
    }

    /** Empty if the version stays. */
    static String newVersion(ClusterUpdate in) {
        return in.getConsulVersion().equals(running(in.getCluster())) ? "" : in.getConsulVersion();
    }

    /** None of the servers if none is to be touched. */
    static ClusterAccess access(ClusterUpdate in) {
        var cluster = in.getCluster();
        return new ClusterAccess(
                cluster.getCaPem(),
                in.getWanted() ? cluster.getServers() : List.of(),
                cluster.getBootstrapTokenCiphertext());
    }

    /** The snapshot that is taken first, as it was asked for. */
    static Snapshot snapshotBefore(ClusterUpdate in) {
        var what = newVersion(in).isEmpty() ? "a change of the audit log" : "the update to " + in.getConsulVersion();
        return Snapshot.newBuilder()
                .setId("")
                .setBlob("")
                .setConsulIndex(0)
                .setBytes(0)
                .setSha256("")
                .setTakenAt(in.getRequestedAt())
                .setName("before " + what)
                .setKind("AUTOMATIC")
                .setRequestedAt(in.getRequestedAt())
                .build();
    }
}
