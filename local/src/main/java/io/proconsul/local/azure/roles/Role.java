package io.proconsul.local.azure.roles;

import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.local.azure.arm.Resource;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** A role: one built into Azure, with Azure's own id, that a cluster and its operators need; or one of the customer's own. */
public record Role(String title, String id, List<String> actions, List<String> notActions, List<String> dataActions) {
    public static final Role OWNER =
            new Role("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", List.of("*"), List.of(), List.of());
    public static final Role CONTRIBUTOR = new Role(
            "Contributor",
            "b24988ac-6180-42a0-ab88-20f7382dd24c",
            List.of("*"),
            List.of("Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write"),
            List.of());
    public static final Role READER =
            new Role("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7", List.of("*/read"), List.of(), List.of());
    public static final Role USER_ACCESS_ADMINISTRATOR = new Role(
            "User Access Administrator",
            "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
            List.of("*/read", "Microsoft.Authorization/*"),
            List.of(),
            List.of());
    public static final Role DNS_ZONE_CONTRIBUTOR = new Role(
            "DNS Zone Contributor",
            "befefa01-2a29-4197-83a8-272ff33ce314",
            List.of("Microsoft.Network/dnsZones/*", "Microsoft.Resources/subscriptions/resourceGroups/read"),
            List.of(),
            List.of());
    public static final Role NETWORK_CONTRIBUTOR = new Role(
            "Network Contributor",
            "4d97b98b-1d4f-4787-a291-c67834d212e7",
            List.of("Microsoft.Network/*", "Microsoft.Resources/subscriptions/resourceGroups/read"),
            List.of(),
            List.of());
    public static final Role BLOB_DATA_OWNER = new Role(
            "Storage Blob Data Owner",
            "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
            List.of("Microsoft.Storage/storageAccounts/blobServices/containers/*"),
            List.of(),
            List.of("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"));
    public static final Role BLOB_DATA_CONTRIBUTOR = new Role(
            "Storage Blob Data Contributor",
            "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
            List.of(
                    "Microsoft.Storage/storageAccounts/blobServices/containers/read",
                    "Microsoft.Storage/storageAccounts/blobServices/containers/write",
                    "Microsoft.Storage/storageAccounts/blobServices/containers/delete"),
            List.of(),
            List.of(
                    "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
                    "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
                    "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete"));
    public static final Role BLOB_DATA_READER = new Role(
            "Storage Blob Data Reader",
            "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
            List.of("Microsoft.Storage/storageAccounts/blobServices/containers/read"),
            List.of(),
            List.of("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"));
    public static final List<Role> BUILT_IN = List.of(
            OWNER,
            CONTRIBUTOR,
            READER,
            USER_ACCESS_ADMINISTRATOR,
            DNS_ZONE_CONTRIBUTOR,
            NETWORK_CONTRIBUTOR,
            BLOB_DATA_OWNER,
            BLOB_DATA_CONTRIBUTOR,
            BLOB_DATA_READER);

    public Role {
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
        dataActions = List.copyOf(dataActions);
    }

    /** The role of a role definition. */
    static Role of(Resource definition) {
        var permissions = definition.at("/properties/permissions/0");
        return new Role(
                definition.at("/properties/roleName").asText(),
                definition.id().name(),
                texts(permissions.path("actions")),
                texts(permissions.path("notActions")),
                texts(permissions.path("dataActions")));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    boolean allows(String action) {
        return anyMatches(actions, action) && !anyMatches(notActions, action);
    }

    boolean allowsOnData(String action) {
        return anyMatches(dataActions, action);
    }

    private static boolean anyMatches(List<String> patterns, String action) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, action));
    }

    private static boolean matches(String pattern, String action) {
        var regex = pattern.toLowerCase(Locale.ROOT).replace(".", "\\.").replace("*", ".*");
        return action.toLowerCase(Locale.ROOT).matches(regex);
    }
}
