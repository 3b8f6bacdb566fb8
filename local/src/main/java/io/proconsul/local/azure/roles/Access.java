package io.proconsul.local.azure.roles;

import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Authorization;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides by the role assignments whose scope is the place itself or one above it. */
public final class Access implements Authorization {
    private static final String DEFINITIONS = "/providers/Microsoft.Authorization/roleDefinitions/";

    private final ResourceStore store;

    public Access(ResourceStore store) {
        this.store = store;
    }

    @Override
    public boolean allows(String principalId, String action, Address scope) {
        return roles(principalId, scope).anyMatch(role -> role.allows(action));
    }

    /** Decides on a data action, as reading a blob. */
    public boolean allowsOnData(String principalId, String action, Address scope) {
        return roles(principalId, scope).anyMatch(role -> role.allowsOnData(action));
    }

    private Stream<Role> roles(String principalId, Address scope) {
        return store.all().stream()
                .filter(resource -> resource.id().type().equalsIgnoreCase(RoleAssignments.TYPE))
                .filter(resource ->
                        resource.at("/properties/principalId").asText().equalsIgnoreCase(principalId))
                .filter(resource -> scope.key().startsWith(resource.id().scope().toLowerCase(Locale.ROOT) + "/")
                        || scope.key().equalsIgnoreCase(resource.id().scope()))
                .flatMap(resource -> role(resource).stream());
    }

    private Optional<Role> role(Resource assignment) {
        return byDefinition(store, assignment.at("/properties/roleDefinitionId").asText());
    }

    /** The role that a role definition's id names: a built-in one, or one that somebody has defined. */
    static Optional<Role> byDefinition(ResourceStore store, String id) {
        var name = id.substring(id.lastIndexOf('/') + 1);
        return Role.BUILT_IN.stream()
                .filter(role -> role.id().equalsIgnoreCase(name))
                .findFirst()
                .or(() -> store.find(Address.of(DEFINITIONS + name)).map(Role::of));
    }
}
