package io.proconsul.gateway.federation;

import io.proconsul.gateway.cluster.OnlyCluster;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.federation.token.FederationTokens;
import io.proconsul.gateway.federation.token.Primary;
import io.proconsul.gateway.view.Documents;
import io.proconsul.gateway.view.Group;
import jakarta.enterprise.context.ApplicationScoped;

/** The federations that clusters are in. */
@ApplicationScoped
public class Federations {

    private final OnlyCluster only;
    private final FederationTokens tokens;

    public Federations(OnlyCluster only, FederationTokens tokens) {
        this.only = only;
        this.tokens = tokens;
    }

    /**
     * A token with which others join the group's cluster. Each is a new one.
     *
     * @throws io.proconsul.gateway.error.ApiException if the cluster does not run
     */
    String createToken(Group group) {
        var cluster = Documents.of(only.runningIn(group)).orElseThrow();
        return tokens.issue(Primary.of(cluster.getRef()))
                .orElseThrow(() -> ApiError.unavailable("Federation tokens cannot be signed at the moment.")
                        .asException());
    }

    /** @throws io.proconsul.gateway.error.ApiException if the group's cluster is in none */
    FederationResponse of(Group group) {
        var unused = only.of(group);
        throw ApiError.badRequest(
                        "ClusterNotFederated",
                        "Expected a cluster that is in a federation, but it has neither a primary nor secondaries.",
                        null)
                .asException();
    }
}
