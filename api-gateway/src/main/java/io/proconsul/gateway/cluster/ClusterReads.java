package io.proconsul.gateway.cluster;

import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.page.Page;
import io.proconsul.gateway.page.PageRequest;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.Documents;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The clusters of a caller, as they are. */
@ApplicationScoped
public class ClusterReads {

    private static final Set<String> GONE = Set.of("DELETED", "ABSENT", "UNSET", "");

    private final ClusterView view;
    private final OnlyCluster only;
    private final ClientConfigurations configurations;

    public ClusterReads(ClusterView view, OnlyCluster only, ClientConfigurations configurations) {
        this.view = view;
        this.only = only;
        this.configurations = configurations;
    }

    Optional<ClusterState> find(Scope scope) {
        return view.find(scope).filter(ClusterReads::exists);
    }

    /** With the client configuration, if there is one and Vault opens it; without it, the cluster is shown all the same. */
    ClusterResponse show(Scope scope, ClusterState state) {
        var configuration = Documents.of(state).flatMap(this::open);
        return ClusterResponses.of(scope, state, configuration);
    }

    /** The clusters of the group from there on, by name, without client configurations. */
    Page<ClusterResponse> list(Group group, PageRequest wanted) {
        var following = view.inGroupAfter(group, wanted.after())
                .filter(ClusterReads::exists)
                .limit(wanted.limit() + 1L)
                .toList();
        return Page.of(following, wanted, state -> state.getScope().getClusterName())
                .map(state -> ClusterResponses.of(state.getScope(), state, Optional.empty()));
    }

    /** Of the one cluster that a managed application has. */
    ConfigResponse configuration(Group group) {
        var found = only.of(group);
        var cluster = Documents.of(found)
                .filter(it -> !it.getClientConfigCiphertext().isEmpty())
                .orElseThrow(() -> notReady(found).asException());
        return open(cluster)
                .map(text -> new ConfigResponse(text, cluster.getCaPem()))
                .orElseThrow(() -> ApiError.unavailable("The client configuration cannot be decrypted at the moment.")
                        .asException());
    }

    private Optional<String> open(Cluster cluster) {
        var ciphertext = cluster.getClientConfigCiphertext();
        return ciphertext.isEmpty()
                ? Optional.empty()
                : configurations.open(cluster.getRef().getClusterId(), ciphertext);
    }

    static boolean exists(ClusterState state) {
        return !GONE.contains(state.getPhase());
    }

    private static ApiError notReady(ClusterState state) {
        var problem = ApiError.of(
                409,
                "ClusterNotReady",
                "The cluster is %s and has no client configuration.".formatted(state.getPhase()),
                null);
        return new ApiError(problem.status(), problem.problem(), Optional.of(Duration.ofSeconds(10)));
    }
}
