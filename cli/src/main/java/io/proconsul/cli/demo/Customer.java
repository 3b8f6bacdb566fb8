package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.Scope;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A customer of the Marketplace: subscribes to a managed application, whose deployment creates the cluster, looks at it
 * through Azure, and cancels the subscription by deleting the application. Nothing here talks to Proconsul directly.
 */
final class Customer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GROUPS_API = "2021-04-01";
    private static final String APPLICATIONS_API = "2021-07-01";
    private static final String CLUSTERS_API = "2018-09-01-preview";

    private final ArmClient azure;
    private final Scope scope;
    private final String group;
    private final String application;

    /** @param name of application and cluster; the groups are named after it */
    Customer(ArmClient azure, String tenant, String subscription, String name) {
        this.azure = azure;
        this.group = "/subscriptions/" + subscription + "/resourceGroups/" + name + "-rg";
        this.application = group + "/providers/Microsoft.Solutions/applications/" + name;
        this.scope = new Scope(tenant, subscription, name + "-mrg", name);
    }

    /** Of the cluster, as the key of its records in Kafka. */
    String clusterKey() {
        return Ids.scopeKey(scope);
    }

    /** A container of the customer's own for logs, not ordered yet. */
    LogBox logBox(Patience patience) {
        return new LogBox(azure, scope.getSubscriptionId(), group, patience);
    }

    /** A network of the customer's own, not made yet. */
    OwnNetwork network(Patience patience) {
        return new OwnNetwork(azure, group, patience);
    }

    String managedGroup() {
        return "/subscriptions/" + scope.getSubscriptionId() + "/resourceGroups/" + scope.getResourceGroup();
    }

    private String provider() {
        return managedGroup() + "/providers/Microsoft.CustomProviders/resourceProviders/public";
    }

    void subscribe(int servers) throws InterruptedException {
        subscribe(servers, Map.of());
    }

    /** @param wishes parameters of the application that are otherwise than usual */
    void subscribe(int servers, Map<String, String> wishes) throws InterruptedException {
        azure.put(group, GROUPS_API, JSON.createObjectNode().put("location", "westeurope"))
                .orFail("The creation of the resource group");
        azure.put(application, APPLICATIONS_API, order(servers, wishes)).orFail("The subscription");
    }

    private ObjectNode order(int servers, Map<String, String> wishes) {
        var order = JSON.createObjectNode().put("kind", "MarketPlace").put("location", "westeurope");
        order.putObject("plan")
                .put("name", "on-demand-v2")
                .put("product", "hcs-production")
                .put("publisher", "hashicorp-4665790")
                .put("version", "0.0.76");
        var properties = order.putObject("properties").put("managedResourceGroupId", managedGroup());
        var parameters = properties.putObject("parameters");
        var values = new TreeMap<>(parameters(servers));
        values.putAll(wishes);
        values.forEach((name, value) -> parameters.putObject(name).put("value", value));
        return order;
    }

    private Map<String, String> parameters(int servers) {
        return Map.of(
                "clusterName", scope.getClusterName(),
                "clusterMode", servers == 1 ? "DEVELOPMENT" : "PRODUCTION",
                "numServers", Integer.toString(servers),
                "consulDataCenter", "dc1",
                "consulVnetCidr", "172.25.16.0/24",
                "externalEndpoint", "enabled",
                "initialConsulVersion", "v1.20.6+ent",
                "email", "operator@example.com",
                "sourceChannel", "proconsul-demo");
    }

    /** The application's provisioning state; empty when there is no application. */
    String state() throws InterruptedException {
        var answer = azure.get(application, APPLICATIONS_API);
        return answer.status() == 404
                ? ""
                : answer.body().at("/properties/provisioningState").asText("Unknown");
    }

    /** The cluster's properties as the API has them; a missing node when there is no cluster. */
    JsonNode cluster() throws InterruptedException {
        return azure.get(provider() + "/consulClusters/" + scope.getClusterName(), CLUSTERS_API)
                .body()
                .path("properties");
    }

    /** What a Consul agent needs to join: {@code clientConfig} and {@code caFile}. */
    JsonNode clientConfiguration() throws InterruptedException {
        return azure.post(provider() + "/config", CLUSTERS_API, named())
                .orFail("The client configuration")
                .body();
    }

    /** A new management token of the cluster: {@code accessorId} and {@code secretId}; empty while it cannot be had. */
    Optional<JsonNode> createToken() throws InterruptedException {
        return act("createToken", Map.of()).map(answer -> answer.path("masterToken"));
    }

    /**
     * What an action on the cluster answers; empty if the service is busy or down, and it has to be asked again.
     *
     * @param what members of its body beside those that all have
     */
    Optional<JsonNode> act(String action, Map<String, ?> what) throws InterruptedException {
        var body = named();
        what.forEach((name, value) -> body.set(name, JSON.valueToTree(value)));
        var answer = azure.post(provider() + "/" + action, CLUSTERS_API, body);
        return answer.status() >= 500
                ? Optional.empty()
                : Optional.of(answer.orFail("The action " + action).body());
    }

    /** The hours on this month's bill so far. */
    int hoursBilled() throws InterruptedException {
        return act("billingInfo", Map.of())
                .map(bill -> bill.at("/usage/timePeriod/thisMonth/details/0/hours"))
                .map(JsonNode::asInt)
                .orElse(0);
    }

    private ObjectNode named() {
        return JSON.createObjectNode()
                .put("subscriptionId", scope.getSubscriptionId())
                .put("resourceGroup", scope.getResourceGroup());
    }

    /** The state of an operation, by the custom provider's action: PENDING, RUNNING or DONE. */
    String operation(String id) throws InterruptedException {
        return azure.post(provider() + "/operation", CLUSTERS_API, named().put("operationId", id))
                .body()
                .at("/operation/state")
                .asText("");
    }

    void cancelSubscription() throws InterruptedException {
        azure.delete(application, APPLICATIONS_API).orFail("The cancellation");
    }

    void deleteGroup() throws InterruptedException {
        azure.delete(group, GROUPS_API).orFail("The deletion of the resource group");
    }

    /** Whether a resource is of the subscription itself: the application, its groups, and who may do what there. */
    boolean owns(String resource) {
        var id = resource.toLowerCase(Locale.ROOT);
        boolean permission = id.contains("/providers/microsoft.authorization/roleassignments/")
                && id.startsWith(managedGroup().toLowerCase(Locale.ROOT) + "/providers/microsoft.authorization/");
        return permission
                || Stream.of(group, application, managedGroup())
                        .anyMatch(own -> id.equals(own.toLowerCase(Locale.ROOT)));
    }

    /** Whether the customer's own resource group is still there. */
    boolean hasGroup() throws InterruptedException {
        return azure.get(group, GROUPS_API).status() != 404;
    }
}
