package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;

/** A virtual network of the customer's own, in which the customer's programs would run. */
final class OwnNetwork {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NETWORK_API = "2024-05-01";
    private static final String AUTHORIZATION_API = "2022-04-01";
    private static final String NETWORK_CONTRIBUTOR = "4d97b98b-1d4f-4787-a291-c67834d212e7";

    private final ArmClient azure;
    private final String id;
    private final Patience patience;

    /** @param group the id of the customer's resource group */
    OwnNetwork(ArmClient azure, String group, Patience patience) {
        this.azure = azure;
        this.id = group + "/providers/Microsoft.Network/virtualNetworks/own-network";
        this.patience = patience;
    }

    String id() {
        return id;
    }

    /**
     * Has the network made.
     *
     * @param peer the principal who may peer it with others
     */
    void open(String peer) throws InterruptedException {
        var body = JSON.createObjectNode().put("location", "westeurope");
        body.putObject("properties")
                .putObject("addressSpace")
                .putArray("addressPrefixes")
                .add("10.20.0.0/16");
        azure.put(id, NETWORK_API, body).orFail("The customer's network");
        patience.until("the customer's network", () -> azure.get(id, NETWORK_API)
                .body()
                .at("/properties/provisioningState")
                .asText()
                .equals("Succeeded"));
        var right = JSON.createObjectNode();
        right.putObject("properties")
                .put("roleDefinitionId", "/providers/Microsoft.Authorization/roleDefinitions/" + NETWORK_CONTRIBUTOR)
                .put("principalId", peer)
                .put("principalType", "ServicePrincipal");
        azure.put(
                        id + "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID(),
                        AUTHORIZATION_API,
                        right)
                .orFail("The right to peer the network");
    }

    /** How many networks it is peered with, whatever has become of them; none if it is not there. */
    int peerings() throws InterruptedException {
        return azure.get(id, NETWORK_API)
                .body()
                .at("/properties/virtualNetworkPeerings")
                .size();
    }
}
