package io.proconsul.local.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import io.proconsul.local.azure.entra.Directory;
import io.proconsul.local.azure.entra.Principal;
import io.proconsul.local.azure.roles.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the tenant has before anyone does anything: built-in roles, one subscription, and the control plane's own group. */
final class Subscription {
    static final String TENANT = "11111111-1111-4111-8111-111111111111";
    static final String ID = "22222222-2222-4222-8222-222222222222";
    static final String CONTROL_GROUP = "proconsul-control";
    static final String ZONE = "consul.example.net";
    static final String ARCHIVE = "proconsularchive";
    static final String GATEWAY_AUDIENCE = "api://proconsul";
    private static final Map<String, String> CALLERS = Map.of(
            "reader", "Proconsul.Reader",
            "operator", "Proconsul.Operator",
            "administrator", "Proconsul.Administrator");
    private static final String LOCATION = "westeurope";

    private final ResourceStore store;
    private final Clock clock;

    Subscription(ResourceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    static Address scope() {
        return Address.of("/subscriptions/" + ID);
    }

    static Address controlGroup() {
        return Address.of("/subscriptions/" + ID + "/resourceGroups/" + CONTROL_GROUP);
    }

    void create(Directory directory, ServicePrincipals principals, String blobEndpoint) {
        var subscription = body().put("subscriptionId", ID)
                .put("tenantId", TENANT)
                .put("displayName", "Demonstration")
                .put("state", "Enabled");
        put(scope(), "Microsoft.Resources/subscriptions", subscription);
        for (var role : Role.BUILT_IN) {
            put(
                    Address.of("/providers/Microsoft.Authorization/roleDefinitions/" + role.id()),
                    "Microsoft.Authorization/roleDefinitions",
                    definition(role));
        }
        var group = controlGroup();
        put(group, "Microsoft.Resources/resourceGroups", located(LOCATION));
        put(in(group, "Microsoft.Network/dnsZones/" + ZONE), "Microsoft.Network/dnsZones", located("global"));
        var account = in(group, "Microsoft.Storage/storageAccounts/" + ARCHIVE);
        var archive = located(LOCATION);
        archive.withObject("/properties/primaryEndpoints").put("blob", blobEndpoint + "/" + ARCHIVE + "/");
        put(account, "Microsoft.Storage/storageAccounts", archive);
        var container = account.child("blobServices", "default").child("containers", "snapshots");
        put(container, "Microsoft.Storage/storageAccounts/blobServices/containers", body());
        for (var principal : principals.all()) {
            directory.register(
                    new Principal(principal.objectId(), principal.clientId(), principal.name(), Instant.EPOCH),
                    principal.clientSecret());
        }
        CALLERS.forEach((name, role) -> directory.assign(principals.named(name).objectId(), GATEWAY_AUDIENCE, role));
        grant(principals, "customer", Role.OWNER, scope());
        grant(principals, "gateway", Role.READER, scope());
        grant(principals, "infra", Role.READER, group);
        grant(principals, "infra", Role.DNS_ZONE_CONTRIBUTOR, group);
        grant(principals, "infra", Role.BLOB_DATA_CONTRIBUTOR, account);
        grant(principals, "cert", Role.DNS_ZONE_CONTRIBUTOR, group);
        grant(principals, "snapshot", Role.BLOB_DATA_CONTRIBUTOR, account);
    }

    private void grant(ServicePrincipals principals, String name, Role role, Address scope) {
        var principal = principals.named(name).objectId();
        var key = scope.key() + "|" + principal + "|" + role.id();
        var id = new Address(
                scope.path(),
                "Microsoft.Authorization",
                List.of("roleAssignments"),
                List.of(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                        .toString()));
        var body = body();
        body.withObject("/properties")
                .put("principalId", principal)
                .put("roleDefinitionId", "/providers/Microsoft.Authorization/roleDefinitions/" + role.id())
                .put("scope", scope.path());
        put(id, "Microsoft.Authorization/roleAssignments", body);
    }

    private ObjectNode put(Address id, String type, ObjectNode body) {
        body.put("id", id.path()).put("name", id.name()).put("type", type);
        body.withObject("/properties").put("provisioningState", "Succeeded");
        store.put(Resource.created(id, body, clock.instant()));
        return body;
    }

    private static ObjectNode definition(Role role) {
        var body = body();
        var properties =
                body.putObject("properties").put("roleName", role.title()).put("type", "BuiltInRole");
        var permission = properties.putArray("permissions").addObject();
        role.actions().forEach(permission.putArray("actions")::add);
        role.notActions().forEach(permission.putArray("notActions")::add);
        role.dataActions().forEach(permission.putArray("dataActions")::add);
        permission.putArray("notDataActions");
        properties.putArray("assignableScopes").add("/");
        return body;
    }

    private static Address in(Address group, String path) {
        return Address.of(group.path() + "/providers/" + path);
    }

    private static ObjectNode located(String location) {
        return body().put("location", location);
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }
}
