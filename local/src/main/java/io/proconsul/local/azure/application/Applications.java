package io.proconsul.local.azure.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A managed application: creating it makes the managed resource group, tells the publisher, and deploys the cluster;
 * deleting it does the same backwards (MAN-01..13).
 */
public final class Applications implements Lifecycle {
    public static final String TYPE = "Microsoft.Solutions/applications";

    private final ResourceStore store;
    private final Publisher publisher;
    private final Deployment deployment;
    private final Function<Address, Optional<Refusal>> purge;
    private final Clock clock;

    /**
     * Keeps the applications of a store.
     *
     * @param purge removes a resource group with everything in it
     */
    public Applications(
            ResourceStore store,
            Publisher publisher,
            Deployment deployment,
            Function<Address, Optional<Refusal>> purge,
            Clock clock) {
        this.store = store;
        this.publisher = publisher;
        this.deployment = deployment;
        this.purge = purge;
        this.clock = clock;
    }

    @Override
    public Optional<Refusal> refuse(Address id, ObjectNode body, Optional<Resource> before) {
        var group = body.at("/properties/managedResourceGroupId").asText();
        if (!group.toLowerCase(java.util.Locale.ROOT).startsWith("/subscriptions/")
                || Address.of(group).resourceGroup().isEmpty()) {
            return Optional.of(Refusal.invalid(
                    "InvalidManagedResourceGroupId",
                    "properties.managedResourceGroupId must be the id of a resource group, found '" + group + "'."));
        }
        return store.find(Address.of(group))
                .filter(existing -> !existing.at("/managedBy").asText().equalsIgnoreCase(id.path()))
                .map(taken -> Refusal.conflict(
                        "ManagedResourceGroupAlreadyExists", "The resource group " + group + " already exists."));
    }

    @Override
    public void complete(Address id, ObjectNode body, Optional<Resource> before) {
        body.withObject("/properties/billingDetails")
                .put(
                        "resourceUsageId",
                        before.map(resource -> resource.at("/properties/billingDetails/resourceUsageId")
                                        .asText())
                                .orElseGet(() -> UUID.randomUUID().toString()));
        var outputs = body.withObject("/properties/outputs");
        outputs.putObject("vnet_name").put("type", "String").put("value", "");
    }

    @Override
    public Optional<Refusal> provision(Resource application) {
        var group = managedGroup(application);
        if (store.find(group).isEmpty()) {
            store.put(Resource.created(group, groupBody(application, group), clock.instant()));
            publisher.authorizations(application, group).forEach(store::put);
        }
        publisher.tell(application, "PUT", "Accepted", Optional.empty());
        var failure = deployment.deploy(application, group);
        publisher.tell(application, "PUT", failure.isPresent() ? "Failed" : "Succeeded", failure);
        return failure;
    }

    @Override
    public Optional<Refusal> dismantle(Resource application) {
        var group = managedGroup(application);
        publisher.tell(application, "DELETE", "Deleting", Optional.empty());
        var failure = deployment.withdraw(application, group).or(() -> purge.apply(group));
        publisher.tell(application, "DELETE", failure.isPresent() ? "Failed" : "Deleted", failure);
        return failure;
    }

    private static Address managedGroup(Resource application) {
        return Address.of(application.at("/properties/managedResourceGroupId").asText());
    }

    private static ObjectNode groupBody(Resource application, Address group) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("id", group.path())
                .put("name", group.name())
                .put("type", "Microsoft.Resources/resourceGroups")
                .put("location", application.at("/location").asText())
                .put("managedBy", application.id().path());
        body.putObject("properties").put("provisioningState", "Succeeded");
        return body;
    }
}
