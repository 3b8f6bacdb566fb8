package io.proconsul.worker.infra.group;

import com.azure.core.management.Resource;
import com.azure.core.util.Context;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.access.RoleAssignments;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.ArmType;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Doomed;
import io.proconsul.worker.infra.arm.Resources;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What still carries a cluster's mark in its resource group. */
@ApplicationScoped
public class Leftovers {

    /** Users before what they use, as the in-use rules want it. */
    private static final List<ArmType<?, ?>> ORDER = List.of(
            ArmTypes.SCALE_SET,
            ArmTypes.LOAD_BALANCER,
            ArmTypes.PUBLIC_IP,
            ArmTypes.VIRTUAL_NETWORK,
            ArmTypes.SECURITY_GROUP,
            ArmTypes.STORAGE_ACCOUNT,
            ArmTypes.IDENTITY);

    private final Resources resources;
    private final RoleAssignments assignments;

    public Leftovers(Resources resources, RoleAssignments assignments) {
        this.resources = resources;
        this.assignments = assignments;
    }

    /** The removable ones, and those of types that no step makes. */
    record Found(List<Doomed> removable, List<String> unknown) {}

    Found of(ClusterResources cluster) {
        var tagged = tagged(cluster);
        var doomed = new ArrayList<>(assignments.of(cluster));
        for (var type : ORDER) {
            var earlier = doomed.stream().map(Doomed::id).toArray(ArmId[]::new);
            tagged.stream()
                    .filter(it -> type.name().equalsIgnoreCase(it.type()))
                    .forEach(it -> doomed.add(Doomed.of(type, new ArmId(it.id()), earlier)));
        }
        var known = ORDER.stream().map(ArmType::name).toList();
        var unknown = tagged.stream()
                .filter(it -> known.stream().noneMatch(name -> name.equalsIgnoreCase(it.type())))
                .map(Resource::id)
                .toList();
        return new Found(List.copyOf(doomed), unknown);
    }

    private List<? extends Resource> tagged(ClusterResources cluster) {
        var clusterId = cluster.cluster().getClusterId();
        var filter = "tagName eq '" + ClusterNames.CLUSTER_TAG + "' and tagValue eq '" + clusterId + "'";
        return resources.ask(cluster.cluster().getSubscriptionId(), azure -> azure
                .resources()
                .getResources()
                .listByResourceGroup(cluster.cluster().getResourceGroup(), filter, null, null, Context.NONE)
                .stream()
                .filter(it -> it.tags() != null && clusterId.equals(it.tags().get(ClusterNames.CLUSTER_TAG)))
                .toList());
    }
}
