package io.proconsul.worker.infra.access;

import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Desired;
import java.util.List;

/** What the servers may do: read their own configuration, and list the scale sets of their group to find each other. */
final class ServerAccess {

    private static final String BLOB_DATA_READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    private ServerAccess() {}

    static List<Desired<?, ?>> desired(ClusterResources cluster, String principalId) {
        return List.of(
                assignment(
                        cluster, cluster.container(cluster.names().configContainer()), BLOB_DATA_READER, principalId),
                assignment(cluster, cluster.resourceGroup(), READER, principalId));
    }

    /** The description that tells whose a role assignment is; it has no tags. */
    static String description(ClusterResources cluster) {
        return ClusterNames.CLUSTER_TAG + "=" + cluster.cluster().getClusterId();
    }

    private static Desired<?, ?> assignment(ClusterResources cluster, ArmId scope, String role, String principalId) {
        var roleId = "/subscriptions/" + cluster.cluster().getSubscriptionId()
                + "/providers/Microsoft.Authorization/roleDefinitions/" + role;
        var name = ClusterNames.roleAssignment(scope.path(), principalId, role).toString();
        return Desired.of(
                ArmTypes.ROLE_ASSIGNMENT,
                scope.extension(ArmTypes.ROLE_ASSIGNMENT.name(), name),
                new RoleAssignmentCreateParameters()
                        .withRoleDefinitionId(roleId)
                        .withPrincipalId(principalId)
                        .withPrincipalType(PrincipalType.SERVICE_PRINCIPAL)
                        .withDescription(description(cluster)));
    }
}
