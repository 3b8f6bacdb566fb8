package io.proconsul.gateway.cluster;

import io.proconsul.gateway.command.Rejections;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.ClusterState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The one cluster that a managed application has: what the actions of its resource group are about. */
@ApplicationScoped
public class OnlyCluster {

    private static final Set<String> UNDER_WAY = Set.of("PENDING", "CREATING", "UPDATING");
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    private final ClusterView view;

    public OnlyCluster(ClusterView view) {
        this.view = view;
    }

    /** @throws io.proconsul.gateway.error.ApiException if the group has no cluster, or several */
    public ClusterState of(Group group) {
        var found = view.inGroup(group).stream().filter(ClusterReads::exists).toList();
        if (found.isEmpty()) {
            throw ApiError.notFound("There is no cluster in this resource group.")
                    .asException();
        }
        if (found.size() > 1) {
            throw ApiError.of(409, "AmbiguousCluster", "There is more than one cluster in this resource group.", null)
                    .asException();
        }
        return found.get(0);
    }

    /**
     * For what needs a running cluster. The orchestrator has the last word; this spares it what is refused anyway.
     *
     * @throws io.proconsul.gateway.error.ApiException if the group has no cluster, or several, or it does not run
     */
    public ClusterState runningIn(Group group) {
        var cluster = of(group);
        if (!cluster.getPhase().equals("RUNNING")) {
            throw notRunning(cluster.getPhase()).asException();
        }
        return cluster;
    }

    private static ApiError notRunning(String phase) {
        var error = ApiError.of(
                409, Rejections.NOT_RUNNING, "Expected a running cluster, but it is %s.".formatted(phase), null);
        return UNDER_WAY.contains(phase)
                ? new ApiError(error.status(), error.problem(), Optional.of(TRY_AGAIN))
                : error;
    }
}
