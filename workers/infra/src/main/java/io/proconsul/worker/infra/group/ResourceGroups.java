package io.proconsul.worker.infra.group;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import com.azure.resourcemanager.resources.models.ResourceGroupPatchable;
import io.proconsul.wire.ClusterRef;
import io.proconsul.worker.infra.arm.Resources;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and marks managed resource groups. They belong to the managed application and are never made or deleted here. */
@ApplicationScoped
public class ResourceGroups {

    private final Resources resources;

    public ResourceGroups(Resources resources) {
        this.resources = resources;
    }

    Optional<ResourceGroupInner> find(ClusterRef cluster) {
        try {
            return Optional.of(resources.ask(cluster.getSubscriptionId(), azure -> azure.resources()
                    .getResourceGroups()
                    .getWithResponse(cluster.getResourceGroup(), Context.NONE)
                    .getValue()));
        } catch (HttpResponseException e) {
            if (e.getResponse() != null && e.getResponse().getStatusCode() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Replaces the group's tags: a PATCH of tags leaves none of the old ones (RPC-030). */
    void retag(ClusterRef cluster, Map<String, String> tags) {
        resources.ask(cluster.getSubscriptionId(), azure -> azure.resources()
                .getResourceGroups()
                .updateWithResponse(
                        cluster.getResourceGroup(), new ResourceGroupPatchable().withTags(tags), Context.NONE));
    }

    static Map<String, String> tagsOf(ResourceGroupInner group) {
        return group.tags() == null ? Map.of() : group.tags();
    }

    static Map<String, String> with(Map<String, String> tags, Map<String, String> marks) {
        var all = new HashMap<>(tags);
        all.putAll(marks);
        return Map.copyOf(all);
    }

    static Map<String, String> without(Map<String, String> tags, Map<String, String> marks) {
        var rest = new HashMap<>(tags);
        rest.keySet().removeAll(marks.keySet());
        return Map.copyOf(rest);
    }
}
