package io.proconsul.local.azure.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.roles.Role;
import io.proconsul.local.azure.roles.RoleAssignments;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Who published the application: what it may do in the managed group, and where it wants to be told (MAN-12). */
public final class Publisher {
    private final List<Authorization> authorizations;
    private final Optional<Notifications> notifications;
    private final Clock clock;

    /** One line of the offer's authorizations. */
    public record Authorization(String principalId, Role role) {}

    public Publisher(List<Authorization> authorizations, Optional<Notifications> notifications, Clock clock) {
        this.authorizations = List.copyOf(authorizations);
        this.notifications = notifications;
        this.clock = clock;
    }

    void tell(Resource application, String eventType, String state, Optional<Refusal> error) {
        notifications.ifPresent(webhook -> webhook.send(application, eventType, state, error));
    }

    /** The role assignments that the publisher gets on the managed resource group. */
    Stream<Resource> authorizations(Resource application, Address group) {
        return authorizations.stream().map(one -> assignment(one, application, group));
    }

    private Resource assignment(Authorization authorization, Resource application, Address group) {
        var key = group.key() + "|" + authorization.principalId() + "|"
                + authorization.role().id();
        var name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
        var id = Address.of(group.path() + "/providers/" + RoleAssignments.TYPE + "/" + name);
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("id", id.path())
                .put("name", name)
                .put("type", RoleAssignments.TYPE);
        body.putObject("properties")
                .put("principalId", authorization.principalId())
                .put("principalType", "ServicePrincipal")
                .put("scope", group.path())
                .put(
                        "description",
                        "Authorization of the publisher of " + application.id().name())
                .put(
                        "roleDefinitionId",
                        "/providers/Microsoft.Authorization/roleDefinitions/"
                                + authorization.role().id());
        return Resource.created(id, body, clock.instant());
    }
}
