package io.proconsul.local.azure.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Resource;
import java.util.Map;

/** The deployment inside a managed application: from its parameters to the one cluster resource, with the defaults. */
final class ClusterTemplate {
    /** The property of the cluster, the parameter it comes from, and the value when that is not given. */
    private record Mapping(String property, String parameter, String otherwise) {}

    private static final Mapping[] MAPPINGS = {
        new Mapping("consulInitialVersion", "initialConsulVersion", "v1.21.4"),
        new Mapping("consulDatacenter", "consulDataCenter", ""),
        new Mapping("consulClusterMode", "clusterMode", "PRODUCTION"),
        new Mapping("consulAutomaticUpgrades", "automaticUpgrades", "disabled"),
        new Mapping("consulConnect", "consulConnect", "enabled"),
        new Mapping("consulExternalEndpoint", "externalEndpoint", "disabled"),
        new Mapping("consulSnapshotInterval", "snapshotInterval", "1d"),
        new Mapping("consulSnapshotRetention", "snapshotRetention", "1m"),
        new Mapping("consulVnetCidr", "consulVnetCidr", "172.25.16.0/24"),
        new Mapping("storageAccountName", "storageAccountName", ""),
        new Mapping("blobContainerName", "blobContainerName", ""),
        new Mapping("email", "email", ""),
        new Mapping("sourceChannel", "sourceChannel", ""),
        new Mapping("federationToken", "federationToken", ""),
        new Mapping("auditLogStorageContainerURL", "auditLogStorageContainerURL", ""),
        new Mapping("managedIdentity", "managedIdentity", "")
    };
    private static final Map<String, String> SWITCHES = Map.of("enabled", "TRUE", "disabled", "FALSE");

    private ClusterTemplate() {}

    static String clusterName(Resource application) {
        return parameter(application, "clusterName", application.id().name());
    }

    static ObjectNode cluster(Resource application, String id) {
        var name = clusterName(application);
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", name)
                .put("type", "Microsoft.CustomProviders/resourceProviders/consulClusters");
        var properties = body.putObject("properties");
        for (var mapping : MAPPINGS) {
            put(properties, mapping.property(), parameter(application, mapping.parameter(), mapping.otherwise()));
        }
        boolean development = properties.path("consulClusterMode").asText().equals("DEVELOPMENT");
        properties.put(
                "consulNumServers",
                development
                        ? parameter(application, "numServersDevelopment", "1")
                        : parameter(application, "numServers", "3"));
        put(
                properties,
                "location",
                parameter(application, "location", application.at("/location").asText()));
        put(properties, "managedAppId", application.id().path());
        var audit = parameter(application, "auditLoggingEnabled", "");
        put(properties, "auditLoggingEnabled", SWITCHES.getOrDefault(audit, ""));
        return body;
    }

    private static void put(ObjectNode properties, String name, String value) {
        if (!value.isEmpty()) {
            properties.put(name, value);
        }
    }

    private static String parameter(Resource application, String name, String otherwise) {
        JsonNode value = application.at("/properties/parameters").path(name).path("value");
        return value.isMissingNode() || value.asText().isEmpty() ? otherwise : value.asText();
    }
}
