package io.proconsul.gateway.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The request that an application's deployment makes of its parameters, so that both are one command. What is not given is
 * left out, and gets the default of the API, which is that of the deployment.
 */
final class DeploymentBody {

    /** The property of the cluster by the parameter that it comes from. */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("initialConsulVersion", "consulInitialVersion"),
            Map.entry("consulDataCenter", "consulDatacenter"),
            Map.entry("clusterMode", "consulClusterMode"),
            Map.entry("automaticUpgrades", "consulAutomaticUpgrades"),
            Map.entry("consulConnect", "consulConnect"),
            Map.entry("externalEndpoint", "consulExternalEndpoint"),
            Map.entry("snapshotInterval", "consulSnapshotInterval"),
            Map.entry("snapshotRetention", "consulSnapshotRetention"),
            Map.entry("consulVnetCidr", "consulVnetCidr"),
            Map.entry("email", "email"),
            Map.entry("sourceChannel", "sourceChannel"),
            Map.entry("federationToken", "federationToken"),
            Map.entry("auditLogStorageContainerURL", "auditLogStorageContainerURL"));

    private static final String DEVELOPMENT = "DEVELOPMENT";

    private DeploymentBody() {}

    static String clusterName(ManagedApplication application) {
        var id = application.id();
        return parameter(application, "clusterName", id.substring(id.lastIndexOf('/') + 1));
    }

    static ObjectNode of(ManagedApplication application) {
        var body = JsonNodeFactory.instance.objectNode();
        var properties = body.putObject("properties").put("managedAppId", application.id());
        PROPERTIES.forEach((parameter, property) -> put(properties, property, parameter(application, parameter, "")));
        put(properties, "location", parameter(application, "location", application.location()));
        var development = parameter(application, "clusterMode", "").equalsIgnoreCase(DEVELOPMENT);
        var servers = development ? "numServersDevelopment" : "numServers";
        put(properties, "consulNumServers", parameter(application, servers, ""));
        if (parameter(application, "auditLoggingEnabled", "").equalsIgnoreCase("enabled")) {
            properties.put("auditLoggingEnabled", "TRUE");
        }
        return body;
    }

    private static void put(ObjectNode properties, String name, String value) {
        if (!value.isEmpty()) {
            properties.put(name, value);
        }
    }

    private static String parameter(ManagedApplication application, String name, String otherwise) {
        var value = application.parameters().getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }
}
