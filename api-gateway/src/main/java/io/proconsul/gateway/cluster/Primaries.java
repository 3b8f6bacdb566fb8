package io.proconsul.gateway.cluster;

import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.Problem;
import io.proconsul.gateway.federation.token.FederationTokenReading;
import io.proconsul.gateway.federation.token.FederationTokenReading.Genuine;
import io.proconsul.gateway.federation.token.FederationTokenReading.Refused;
import io.proconsul.gateway.federation.token.FederationTokens;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.Documents;
import io.proconsul.schemas.ConsulVersion;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.FederatedCluster;
import io.proconsul.wire.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The primaries that new clusters are to join. Whoever has a federation token of a running cluster in the tenant may join
 * it. What two clusters of a federation must not have in common is looked at here so that the answer can name the property;
 * the primary decides, when its turn comes.
 */
@ApplicationScoped
public class Primaries {

    private static final String TOKEN = "properties.federationToken";

    private final FederationTokens tokens;
    private final ClusterView view;

    public Primaries(FederationTokens tokens, ClusterView view) {
        this.tokens = tokens;
        this.view = view;
    }

    /**
     * The cluster that the token is of.
     *
     * @throws io.proconsul.gateway.error.ApiException if the cluster with this specification cannot join it
     */
    FederatedCluster of(Scope joining, ClusterSpec spec, String token) {
        var primary = running(tokens.read(token), joining)
                .orElseThrow(() -> invalid(
                        "Expected the token of a running cluster of this tenant, but there is none any" + " more."));
        if (primary.getPrimary() != null) {
            throw invalid("Expected the token of a primary, but its cluster has joined another one since.");
        }
        var problems = conflicts(primary, joining, spec);
        if (!problems.isEmpty()) {
            throw ApiError.invalid(problems).asException();
        }
        return federated(primary);
    }

    private Optional<Cluster> running(FederationTokenReading reading, Scope joining) {
        if (reading instanceof Refused refused) {
            throw invalid(refused.message());
        }
        if (!(reading instanceof Genuine genuine)) {
            throw ApiError.unavailable("Federation tokens cannot be verified at the moment.")
                    .asException();
        }
        return Optional.of(genuine.primary())
                .filter(primary -> primary.getTenantId().equalsIgnoreCase(joining.getTenantId()))
                .flatMap(view::find)
                .filter(state -> state.getPhase().equals("RUNNING"))
                .flatMap(Documents::of)
                .filter(cluster -> cluster.getRef().getClusterId().equals(genuine.clusterId()));
    }

    private static List<Problem> conflicts(Cluster primary, Scope joining, ClusterSpec spec) {
        var problems = new ArrayList<Problem>();
        if (!isCompatible(primary.getSpec().getConsulVersion(), spec.getConsulVersion())) {
            problems.add(problem(
                    "consulInitialVersion",
                    "Expected the edition of the primary's %s, and at most two minor versions between them, found %s."
                            .formatted(primary.getSpec().getConsulVersion(), spec.getConsulVersion())));
        }
        others(primary, joining).forEach(other -> {
            var name = other.getRef().getClusterName();
            if (other.getRef().getDatacenter().equals(spec.getDatacenter())) {
                problems.add(problem(
                        "consulDatacenter",
                        "Expected another name than %s, which %s of the federation has."
                                .formatted(spec.getDatacenter(), name)));
            }
            if (PrivateNetwork.overlap(other.getVnetCidr(), spec.getVnetCidr())) {
                problems.add(problem(
                        "consulVnetCidr",
                        "Expected a network beside %s, which %s of the federation has, found %s."
                                .formatted(other.getVnetCidr(), name, spec.getVnetCidr())));
            }
        });
        return problems;
    }

    /** A request that is repeated finds its own cluster among them. */
    private static Stream<FederatedCluster> others(Cluster primary, Scope joining) {
        var secondaries = primary.getSecondaries().stream()
                .filter(other -> !other.getRef().getClusterName().equalsIgnoreCase(joining.getClusterName())
                        || !other.getRef().getResourceGroup().equalsIgnoreCase(joining.getResourceGroup())
                        || !other.getRef().getSubscriptionId().equalsIgnoreCase(joining.getSubscriptionId()));
        return Stream.concat(Stream.of(federated(primary)), secondaries);
    }

    private static boolean isCompatible(String one, String other) {
        var first = ConsulVersion.parse(one);
        var second = ConsulVersion.parse(other);
        return first.isPresent() && second.isPresent() && first.get().federatesWith(second.get());
    }

    private static FederatedCluster federated(Cluster cluster) {
        var spec = cluster.getSpec();
        return new FederatedCluster(cluster.getRef(), spec.getVnetCidr(), spec.getManagedApplicationId());
    }

    private static Problem problem(String property, String message) {
        return Problem.of("InvalidParameter", message, "properties." + property);
    }

    private static RuntimeException invalid(String message) {
        return ApiError.badRequest("InvalidParameter", message, TOKEN).asException();
    }
}
