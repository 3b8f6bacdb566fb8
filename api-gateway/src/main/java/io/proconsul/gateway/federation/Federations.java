package io.proconsul.gateway.federation;

import io.proconsul.gateway.cluster.OnlyCluster;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.federation.token.FederationTokens;
import io.proconsul.gateway.federation.token.Primary;
import io.proconsul.gateway.input.ApplicationId;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.Documents;
import io.proconsul.gateway.view.Group;
import io.proconsul.gateway.view.ResourceId;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.FederatedCluster;
import io.proconsul.wire.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The federations that clusters are in. */
@ApplicationScoped
public class Federations {

    private final OnlyCluster only;
    private final ClusterView view;
    private final FederationTokens tokens;

    public Federations(OnlyCluster only, ClusterView view, FederationTokens tokens) {
        this.only = only;
        this.view = view;
        this.tokens = tokens;
    }

    /**
     * A token with which others join the group's cluster. Each is a new one.
     *
     * @throws io.proconsul.gateway.error.ApiException if the cluster does not run, or has itself joined another one
     */
    String createToken(Group group) {
        var cluster = Documents.of(only.runningIn(group)).orElseThrow();
        if (cluster.getPrimary() != null) {
            throw ApiError.of(
                            409,
                            "ClusterIsSecondary",
                            "Expected a primary or a cluster on its own, but it has joined the datacenter %s."
                                    .formatted(cluster.getPrimary().getRef().getDatacenter()),
                            null)
                    .asException();
        }
        return tokens.issue(Primary.of(cluster.getRef()))
                .orElseThrow(() -> ApiError.unavailable("Federation tokens cannot be signed at the moment.")
                        .asException());
    }

    /** @throws io.proconsul.gateway.error.ApiException if the group's cluster is in none */
    FederationResponse of(Group group) {
        var cluster = Documents.of(only.of(group));
        var joined = cluster.map(Cluster::getPrimary);
        if (joined.isPresent()) {
            return joined(cluster.get(), joined.get());
        }
        return cluster.filter(found -> !found.getSecondaries().isEmpty())
                .map(primary -> response(federated(primary), primary.getSecondaries(), FederationResponse.RUNNING))
                .orElseThrow(() -> ApiError.badRequest(
                                "ClusterNotFederated",
                                "Expected a cluster that is in a federation, but it has neither a primary nor"
                                        + " secondaries.",
                                null)
                        .asException());
    }

    /** Of a primary that is gone, others that have joined it are not known to this one. */
    private FederationResponse joined(Cluster secondary, FederatedCluster primary) {
        return find(primary.getRef())
                .map(found -> response(primary, found.getSecondaries(), FederationResponse.RUNNING))
                .orElseGet(() -> response(primary, List.of(federated(secondary)), FederationResponse.PRIMARY_MISSING));
    }

    private Optional<Cluster> find(ClusterRef primary) {
        return view.find(scope(primary))
                .flatMap(Documents::of)
                .filter(found -> found.getRef().getClusterId().equals(primary.getClusterId()));
    }

    private static FederationResponse response(
            FederatedCluster primary, List<FederatedCluster> secondaries, String state) {
        return new FederationResponse(
                shown(primary), secondaries.stream().map(Federations::shown).toList(), state);
    }

    private static FederatedClusterResponse shown(FederatedCluster cluster) {
        var ref = cluster.getRef();
        var application = cluster.getManagedApplicationId();
        return new FederatedClusterResponse(
                ResourceId.of(scope(ref)),
                ApplicationId.name(application).orElse(ref.getClusterName()),
                ref.getSubscriptionId(),
                ApplicationId.resourceGroup(application).orElse(ref.getResourceGroup()));
    }

    private static FederatedCluster federated(Cluster cluster) {
        var spec = cluster.getSpec();
        return new FederatedCluster(cluster.getRef(), spec.getVnetCidr(), spec.getManagedApplicationId());
    }

    private static Scope scope(ClusterRef cluster) {
        return new Scope(
                cluster.getTenantId(),
                cluster.getSubscriptionId(),
                cluster.getResourceGroup(),
                cluster.getClusterName());
    }
}
