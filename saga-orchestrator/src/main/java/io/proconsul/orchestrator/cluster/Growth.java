package io.proconsul.orchestrator.cluster;

import io.proconsul.saga.Admission;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterAccess;
import io.proconsul.wire.ClusterGrowth;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.GrowCluster;
import io.proconsul.wire.Server;
import io.proconsul.wire.ServerAwaited;
import io.proconsul.wire.ServerCertificatesIssued;
import io.proconsul.wire.ServersLaunched;
import java.util.List;
import java.util.stream.Stream;

/** How a cluster grows: from one size to the next, and never back. */
final class Growth {
    /** As many servers as a cluster can have. */
    static final int MOST_SERVERS = 5;

    /** From one size to the next, so that there is always a majority. */
    private static final int STEP = 2;

    private Growth() {}

    static Admission<ClusterGrowth> admit(GrowCluster command, Cluster cluster) {
        int present = cluster.getSpec().getServers();
        int wanted = command.getServers();
        if (wanted < present) {
            return Admission.refused(
                    "ClusterNotShrinkable",
                    "expected at least the " + present + " servers that the cluster has, found " + wanted
                            + "; a cluster never loses servers");
        }
        if (wanted != present && (wanted != present + STEP || wanted > MOST_SERVERS)) {
            return Admission.refused(
                    "SizeNotReachable", "expected one step of 1, 3, 5 from " + present + " servers, found " + wanted);
        }
        return cluster.getServerVersions().isEmpty() || wanted == present
                ? Admission.admitted(new ClusterGrowth(cluster, wanted))
                : Admission.refused(
                        "UpdateUnfinished",
                        "expected servers that all run the same, but an update has failed half way; finish it first");
    }

    /** How many servers the cluster has. */
    static int present(ClusterGrowth in) {
        return in.getCluster().getSpec().getServers();
    }

    /** How many there are after so many turns. */
    static int upTo(ClusterGrowth in, int turns) {
        return Math.min(present(in) + turns, in.getServers());
    }

    /** Of the server that is added in a turn; -1 if none is. */
    static int index(ClusterGrowth in, int turn) {
        return upTo(in, turn) > upTo(in, turn - 1) ? upTo(in, turn - 1) : -1;
    }

    /** The servers that stay whatever becomes of it; none if there is nothing to do. */
    static ClusterAccess access(ClusterGrowth in) {
        var cluster = in.getCluster();
        return new ClusterAccess(
                cluster.getCaPem(),
                grows(in) ? cluster.getServers() : List.of(),
                cluster.getBootstrapTokenCiphertext());
    }

    /** The servers that are no models: all of them if there is nothing to do. */
    static List<ServerAwaited> unwanted(ClusterGrowth in) {
        return grows(in)
                ? List.of()
                : in.getCluster().getServers().stream().map(Growth::untouched).toList();
    }

    private static ServerAwaited untouched(Server server) {
        return new ServerAwaited(server.getIndex(), server.getName(), "", true);
    }

    /** Those of the servers that were added. */
    static List<ServerAwaited> joined(ServerAwaited... awaited) {
        return Stream.of(awaited).filter(server -> server.getIndex() >= 0).toList();
    }

    private static boolean grows(ClusterGrowth in) {
        return in.getServers() > present(in);
    }

    /** The cluster with all its servers. One that has more than one serves production. */
    static Cluster grown(ClusterGrowth in, ServersLaunched launched, ServerCertificatesIssued issued) {
        var cluster = in.getCluster();
        if (!grows(in)) {
            return cluster;
        }
        var certificates = Stream.concat(cluster.getCertificates().stream(), issued.getCertificates().stream())
                .toList();
        return Cluster.newBuilder(cluster)
                .setSpec(ClusterSpec.newBuilder(cluster.getSpec())
                        .setServers(in.getServers())
                        .setMode("PRODUCTION")
                        .build())
                .setServers(launched.getServers())
                .setCertificates(certificates)
                .build();
    }
}
