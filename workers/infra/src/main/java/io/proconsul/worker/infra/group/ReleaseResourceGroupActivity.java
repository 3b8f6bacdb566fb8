package io.proconsul.worker.infra.group;

import io.proconsul.wire.Done;
import io.proconsul.wire.ReleaseResourceGroup;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Fence;
import io.proconsul.worker.infra.arm.Remover;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes whatever the cluster left in its group, then the group's mark; the group itself stays. */
@ApplicationScoped
public class ReleaseResourceGroupActivity implements Activity<ReleaseResourceGroup> {

    private final ResourceGroups groups;
    private final Leftovers leftovers;
    private final Remover remover;

    public ReleaseResourceGroupActivity(ResourceGroups groups, Leftovers leftovers, Remover remover) {
        this.groups = groups;
        this.leftovers = leftovers;
        this.remover = remover;
    }

    @Override
    public Class<ReleaseResourceGroup> command() {
        return ReleaseResourceGroup.class;
    }

    @Override
    public Outcome perform(ReleaseResourceGroup command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        var group = groups.find(command.getCluster());
        if (group.isEmpty()) {
            return Outcome.succeeded(new Done(0));
        }
        var tags = ResourceGroups.tagsOf(group.get());
        var superseded = Fence.superseded(
                tags, attempt, "Resource group " + command.getCluster().getResourceGroup());
        if (superseded.isPresent()) {
            return superseded.get();
        }
        var left = leftovers.of(cluster);
        return remover.delete(left.removable(), attempt, removed -> {
            if (!left.unknown().isEmpty()) {
                return Outcome.transientFailure(
                        "ResourcesLeft", "No step makes what carries the cluster's tag: " + left.unknown());
            }
            var marks = cluster.names().tags(attempt);
            var marked =
                    !Fence.isForeign(tags, attempt) && tags.keySet().stream().anyMatch(marks::containsKey);
            if (marked) {
                groups.retag(command.getCluster(), ResourceGroups.without(tags, marks));
            }
            return Outcome.succeeded(new Done(removed + (marked ? 1 : 0)));
        });
    }
}
