package io.proconsul.local.azure.roles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import io.proconsul.local.azure.entra.Directory;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules of role assignments. Stricter than Azure in one thing: a principal that is not replicated yet is refused even
 * when the request names the principal's type, so that clients learn to try again.
 */
public final class RoleAssignments implements Lifecycle {
    public static final String TYPE = "Microsoft.Authorization/roleAssignments";
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final ResourceStore store;
    private final Directory directory;
    private final Clock clock;

    public RoleAssignments(ResourceStore store, Directory directory, Clock clock) {
        this.store = store;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Optional<Refusal> refuse(Address id, ObjectNode body, Optional<Resource> before) {
        var principal = body.at("/properties/principalId").asText();
        var definition = body.at("/properties/roleDefinitionId").asText();
        if (!GUID.matcher(id.name()).matches()) {
            return Optional.of(Refusal.invalid(
                    "InvalidRoleAssignmentId",
                    "The role assignment ID '" + id.name() + "' is not valid; it must be a GUID."));
        }
        if (Access.byDefinition(store, definition).isEmpty()) {
            return Optional.of(new Refusal(
                    404,
                    "RoleDefinitionDoesNotExist",
                    "The specified role definition with ID '" + definition + "' does not exist."));
        }
        if (directory.replicated(principal, clock.instant()).isEmpty()) {
            return Optional.of(Refusal.invalid(
                    "PrincipalNotFound",
                    ("Principal %s does not exist in the directory %s. If you are creating this principal and then "
                                    + "immediately assigning a role, this error might be related to a replication delay.")
                            .formatted(principal, directory.tenantId())));
        }
        if (before.isPresent()) {
            boolean same = before.get().at("/properties/principalId").asText().equalsIgnoreCase(principal)
                    && before.get().at("/properties/roleDefinitionId").asText().equalsIgnoreCase(definition);
            return same
                    ? Optional.empty()
                    : Optional.of(Refusal.conflict(
                            "RoleAssignmentUpdateNotPermitted",
                            "Tenant ID, application ID, principal ID, and scope are not allowed to be updated."));
        }
        return twin(id, principal, definition)
                .map(twin -> Refusal.conflict("RoleAssignmentExists", "The role assignment already exists."));
    }

    @Override
    public void complete(Address id, ObjectNode body, Optional<Resource> before) {
        var properties = body.withObject("/properties").put("scope", id.scope());
        if (!properties.hasNonNull("principalType")) {
            properties.put("principalType", "ServicePrincipal");
        }
    }

    private Optional<Resource> twin(Address id, String principal, String definition) {
        return store.all().stream()
                .filter(other -> other.id().type().equalsIgnoreCase(TYPE))
                .filter(other -> other.id().scope().equalsIgnoreCase(id.scope()))
                .filter(other -> other.at("/properties/principalId").asText().equalsIgnoreCase(principal))
                .filter(other -> Access.byDefinition(
                                store, other.at("/properties/roleDefinitionId").asText())
                        .equals(Access.byDefinition(store, definition)))
                .findFirst();
    }
}
