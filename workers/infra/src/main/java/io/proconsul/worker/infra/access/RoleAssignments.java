package io.proconsul.worker.infra.access;

import com.azure.core.exception.HttpResponseException;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Doomed;
import io.proconsul.worker.infra.arm.Resources;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds a cluster's role assignments, in its group or below. */
@ApplicationScoped
public class RoleAssignments {

    private final Resources resources;

    public RoleAssignments(Resources resources) {
        this.resources = resources;
    }

    /** All that carry the cluster's mark; none if the group is gone. */
    public List<Doomed> of(ClusterResources cluster) {
        var mark = ServerAccess.description(cluster);
        try {
            return resources.ask(
                    cluster.cluster().getSubscriptionId(), azure -> azure
                            .authorization()
                            .getRoleAssignments()
                            .listByResourceGroup(cluster.cluster().getResourceGroup())
                            .stream()
                            .filter(it -> mark.equals(it.description()))
                            .map(it -> Doomed.of(ArmTypes.ROLE_ASSIGNMENT, new ArmId(it.id())))
                            .toList());
        } catch (HttpResponseException e) {
            if (e.getResponse() != null && e.getResponse().getStatusCode() == 404) {
                return List.of();
            }
            throw e;
        }
    }
}
