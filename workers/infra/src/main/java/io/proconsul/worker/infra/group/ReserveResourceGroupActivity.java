package io.proconsul.worker.infra.group;

import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import io.proconsul.wire.ReserveResourceGroup;
import io.proconsul.wire.ResourceGroupReserved;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Fence;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Marks the managed resource group as this cluster's, if it is the right one and free. */
@ApplicationScoped
public class ReserveResourceGroupActivity implements Activity<ReserveResourceGroup> {

    private final ResourceGroups groups;

    public ReserveResourceGroupActivity(ResourceGroups groups) {
        this.groups = groups;
    }

    @Override
    public Class<ReserveResourceGroup> command() {
        return ReserveResourceGroup.class;
    }

    @Override
    public Outcome perform(ReserveResourceGroup command, Attempt attempt) {
        var cluster = command.getCluster();
        var group = groups.find(cluster);
        if (group.isEmpty()) {
            return Outcome.permanent(
                    "ResourceGroupNotFound",
                    "Subscription " + cluster.getSubscriptionId() + " has no resource group "
                            + cluster.getResourceGroup());
        }
        var refusal = refusal(command, group.get(), attempt);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var tags = ResourceGroups.tagsOf(group.get());
        if (!tags.containsKey(ClusterNames.CLUSTER_TAG)) {
            var marks = ClusterNames.of(cluster).tags(attempt);
            groups.retag(cluster, ResourceGroups.with(tags, marks));
        }
        return Outcome.succeeded(new ResourceGroupReserved(
                ClusterResources.of(cluster).resourceGroup().path()));
    }

    private static Optional<Outcome> refusal(ReserveResourceGroup command, ResourceGroupInner group, Attempt attempt) {
        var name = command.getCluster().getResourceGroup();
        var application = command.getManagedApplicationId();
        if (!application.isBlank() && !application.equalsIgnoreCase(group.managedBy())) {
            return Optional.of(Outcome.permanent(
                    "ResourceGroupNotManaged",
                    "Resource group " + name + " is managed by " + group.managedBy() + ", not by " + application));
        }
        var tags = ResourceGroups.tagsOf(group);
        if (Fence.isForeign(tags, attempt)) {
            return Optional.of(Outcome.permanent(
                    "ResourceGroupTaken",
                    "Resource group " + name + " belongs to cluster " + tags.get(ClusterNames.CLUSTER_TAG)));
        }
        return Fence.superseded(tags, attempt, "Resource group " + name);
    }
}
