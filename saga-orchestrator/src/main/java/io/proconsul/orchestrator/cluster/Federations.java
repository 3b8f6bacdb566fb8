package io.proconsul.orchestrator.cluster;

import static java.util.stream.Collectors.joining;

import inet.ipaddr.IPAddressString;
import io.proconsul.saga.Rejection;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.AskPrimary;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.Done;
import io.proconsul.wire.FederatedCluster;
import io.proconsul.wire.FederationJoined;
import io.proconsul.wire.RegisterSecondary;
import io.proconsul.wire.ReleaseSecondary;
import io.proconsul.wire.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Who is in a federation, and who may be: what a primary's document says of its secondaries. */
public final class Federations {
    /** Of a primary that is gone, or going: there is nothing left there that could be released. */
    private static final List<String> NOTHING_THERE =
            List.of("ClusterNotRunning", "ClusterDeleting", "ClusterDeleted", "ClusterNotFound");

    private Federations() {}

    /** The cluster as others of its federation know it. */
    static FederatedCluster member(Cluster cluster) {
        return new FederatedCluster(
                cluster.getRef(),
                cluster.getSpec().getVnetCidr(),
                cluster.getSpec().getManagedApplicationId());
    }

    /** Whose certificate authority the cluster has: null for one that has its own. */
    static @Nullable ClusterRef issuer(Cluster cluster) {
        var primary = cluster.getPrimary();
        return primary == null ? null : primary.getRef();
    }

    /** What a primary answers to a command that has been carried out. */
    public static SpecificRecord answer(String command, Cluster primary) {
        return command.equals(RegisterSecondarySaga.NAME)
                ? new FederationJoined(
                        primary.getRef(),
                        primary.getCaPem(),
                        primary.getServers(),
                        primary.getPrivateDnsName(),
                        primary.getGossipKeyCiphertext(),
                        primary.getBootstrapTokenCiphertext())
                : new Done(1);
    }

    /** What a secondary asks of its primary in the end, whether or not it had joined it. */
    static AskPrimary leave(Cluster secondary) {
        var primary = secondary.getPrimary();
        if (primary == null) {
            throw new IllegalStateException("expected a cluster that has a primary, but found "
                    + secondary.getRef().getClusterId() + " without");
        }
        return new AskPrimary(
                primary.getRef(), new ReleaseSecondary(primary.getRef().getClusterId(), member(secondary)));
    }

    /** The scope of the cluster. */
    public static Scope scope(ClusterRef cluster) {
        return new Scope(
                cluster.getTenantId(),
                cluster.getSubscriptionId(),
                cluster.getResourceGroup(),
                cluster.getClusterName());
    }

    /** The name of the command that a primary is sent. */
    public static String command(AskPrimary asked) {
        return asked.getRequest() instanceof RegisterSecondary ? RegisterSecondarySaga.NAME : ReleaseSecondarySaga.NAME;
    }

    /** Which refusals of a primary mean that what it was asked for is as good as done. */
    public static boolean settles(String command, String refusal) {
        return command.equals(ReleaseSecondarySaga.NAME) && NOTHING_THERE.contains(refusal);
    }

    static String names(List<FederatedCluster> clusters) {
        return clusters.stream()
                .map(cluster -> cluster.getRef().getClusterName())
                .collect(joining(", "));
    }

    /** Why the cluster may not join; empty if it may. To join twice is to have joined. */
    static Optional<Rejection> refusal(Cluster primary, RegisterSecondary command) {
        var secondary = command.getSecondary();
        var ref = secondary.getRef();
        if (!primary.getRef().getClusterId().equals(command.getPrimaryClusterId())) {
            return refused(
                    "PrimaryReplaced",
                    "expected the cluster " + command.getPrimaryClusterId()
                            + ", but another one has been created under its name");
        }
        if (primary.getPrimary() != null) {
            return refused(
                    "PrimaryIsSecondary",
                    "expected a primary, but it is itself a secondary of "
                            + primary.getPrimary().getRef().getDatacenter());
        }
        if (primary.getGossipKeyCiphertext().isEmpty()) {
            return refused(
                    "PrimaryTooOld", "expected a cluster whose gossip key is known, but it was created before that");
        }
        if (!primary.getRef().getTenantId().equalsIgnoreCase(ref.getTenantId())) {
            return refused("PrimaryOfOtherTenant", "expected a cluster of the primary's tenant, but it is of another");
        }
        return others(primary, ref)
                .flatMap(other -> conflict(other, secondary).stream())
                .findFirst();
    }

    private static Stream<FederatedCluster> others(Cluster primary, ClusterRef joining) {
        return Stream.concat(Stream.of(member(primary)), without(primary, joining).stream());
    }

    private static Optional<Rejection> conflict(FederatedCluster other, FederatedCluster joining) {
        var datacenter = joining.getRef().getDatacenter();
        if (other.getRef().getDatacenter().equals(datacenter)) {
            return refused(
                    "DatacenterTaken",
                    "expected a datacenter of another name than " + datacenter + ", which the cluster "
                            + other.getRef().getClusterName() + " of the federation has");
        }
        return overlap(other.getVnetCidr(), joining.getVnetCidr())
                ? refused(
                        "NetworksOverlap",
                        "expected a network beside " + other.getVnetCidr() + ", which the cluster "
                                + other.getRef().getClusterName() + " of the federation has, but found "
                                + joining.getVnetCidr())
                : Optional.empty();
    }

    private static boolean overlap(String one, String other) {
        var first = new IPAddressString(one).getAddress();
        var second = new IPAddressString(other).getAddress();
        return first == null || second == null || first.intersect(second) != null;
    }

    private static Optional<Rejection> refused(String code, String message) {
        return Optional.of(Rejection.of(code, message));
    }

    /** The primary once this one has joined it. */
    static Cluster with(Cluster primary, FederatedCluster secondary) {
        var all = Stream.concat(without(primary, secondary.getRef()).stream(), Stream.of(secondary))
                .toList();
        return Cluster.newBuilder(primary).setSecondaries(all).build();
    }

    /** The primary once this one has left it. */
    static Cluster released(Cluster primary, FederatedCluster secondary) {
        return Cluster.newBuilder(primary)
                .setSecondaries(without(primary, secondary.getRef()))
                .build();
    }

    /** A cluster made anew under the same name takes the place of the one before. */
    private static List<FederatedCluster> without(Cluster primary, ClusterRef cluster) {
        var key = Ids.scopeKey(scope(cluster));
        return primary.getSecondaries().stream()
                .filter(other -> !Ids.scopeKey(scope(other.getRef())).equals(key))
                .toList();
    }
}
