package io.proconsul.gateway.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.gateway.upkeep.UpkeepFields;
import io.proconsul.gateway.view.Documents;
import io.proconsul.gateway.view.ResourceId;
import io.proconsul.wire.AuditLogging;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Upkeep;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a cluster looks to clients of the HCS API. */
final class ClusterResponses {

    static final String TYPE = "Microsoft.CustomProviders/resourceProviders/consulClusters";

    private static final String RUNNING = "RUNNING";

    /** Of ours alone: to the API such a cluster runs. */
    private static final String UPDATING = "UPDATING";

    private static final String HTTPS_PORT = ":8501";

    private ClusterResponses() {}

    /** @param scope as the client spells it */
    static ClusterResponse of(Scope scope, ClusterState state, Optional<String> clientConfiguration) {
        var properties = Documents.of(state)
                .map(cluster -> properties(state, cluster, clientConfiguration.orElse(null)))
                .orElseGet(() -> bare(state.getPhase(), state.getClusterId()));
        return response(scope, properties);
    }

    /** A cluster that was asked for and that nobody has begun yet. */
    static ClusterResponse pending(Scope scope, ClusterSpec spec) {
        return response(scope, properties("PENDING", null, spec, null, null));
    }

    private static ClusterResponse response(Scope scope, ClusterProperties properties) {
        return new ClusterResponse(ResourceId.of(scope), scope.getClusterName(), TYPE, properties);
    }

    private static ClusterProperties properties(
            ClusterState state, Cluster cluster, @Nullable String clientConfiguration) {
        return properties(state.getPhase(), state.getClusterId(), cluster.getSpec(), cluster, clientConfiguration);
    }

    private static ClusterProperties properties(
            String state,
            @Nullable String clusterId,
            ClusterSpec spec,
            @Nullable Cluster cluster,
            @Nullable String clientConfiguration) {
        var found = Optional.ofNullable(cluster);
        var upkeep = found.flatMap(Documents::upkeep).or(() -> Optional.ofNullable(spec.getUpkeep()));
        return new ClusterProperties(
                state.equals(UPDATING) ? RUNNING : state,
                spec.getLocation(),
                spec.getConsulVersion(),
                currentVersion(state, found),
                spec.getDatacenter(),
                Integer.toString(spec.getServers()),
                spec.getMode(),
                flag(upkeep.map(it -> !it.getPolicy().equals(UpkeepFields.MANUAL))
                        .orElse(spec.getAutomaticUpgrades())),
                flag(spec.getConnect()),
                flag(spec.getExternalEndpoint()),
                found.map(Cluster::getExternalUrl).orElse(null),
                found.map(Cluster::getPrivateDnsName).map(ClusterResponses::url).orElse(null),
                Period.format(Duration.parse(spec.getSnapshotInterval())),
                Period.format(Duration.parse(spec.getSnapshotRetention())),
                spec.getVnetCidr(),
                clusterId,
                base64(clientConfiguration),
                found.map(Cluster::getCaPem).map(ClusterResponses::base64).orElse(null),
                spec.getManagedApplicationId(),
                found.map(Cluster::getStorageAccount).orElse(null),
                found.map(Cluster::getConfigContainer).orElse(null),
                found.map(it -> it.getRef().getResourceGroup()).orElse(null),
                found.map(it -> it.getVnetName().replaceFirst("-vnet$", "")).orElse(null),
                spec.getEmail(),
                spec.getSourceChannel(),
                found.map(Cluster::getAuditLogging)
                        .map(it -> it.getEnabled() ? "TRUE" : "FALSE")
                        .orElse(null),
                found.map(Cluster::getAuditLogging)
                        .map(AuditLogging::getContainerUrl)
                        .filter(url -> !url.isEmpty())
                        .orElse(null),
                upkeep.map(Upkeep::getPolicy).orElse(null),
                upkeep.map(UpkeepFields::days).orElse(null),
                upkeep.map(UpkeepFields::start).orElse(null),
                upkeep.map(UpkeepFields::duration).orElse(null),
                null);
    }

    private static ClusterProperties bare(String state, String clusterId) {
        return new ClusterProperties(
                state, null, null, null, null, null, null, null, null, null, null, null, null, null, null, clusterId,
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static @Nullable String currentVersion(String state, Optional<Cluster> cluster) {
        boolean runs = state.equals(RUNNING) || state.equals(UPDATING);
        return cluster.filter(it -> runs).map(Documents::runningVersion).orElse(null);
    }

    private static String flag(boolean enabled) {
        return enabled ? "enabled" : "disabled";
    }

    private static @Nullable String url(String host) {
        return host.isEmpty() ? null : "https://" + host + HTTPS_PORT;
    }

    private static @Nullable String base64(@Nullable String text) {
        return text == null ? null : Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
