package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** A container of the customer's own, in an account of the customer's own, for the audit log of the cluster. */
final class LogBox {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("<Name>([^<]+)</Name>");
    private static final String STORAGE_API = "2023-05-01";
    private static final String IDENTITY_API = "2023-01-31";
    private static final String AUTHORIZATION_API = "2022-04-01";
    private static final String WRITER = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    private static final String READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";

    private final ArmClient azure;
    private final String subscription;
    private final String account;
    private final String container;
    private final Patience patience;
    private final Map<String, String> read = new HashMap<>();

    /** @param group the id of the customer's resource group */
    LogBox(ArmClient azure, String subscription, String group, Patience patience) {
        this.azure = azure;
        this.subscription = subscription;
        this.account = group + "/providers/Microsoft.Storage/storageAccounts/logs"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        this.container = account + "/blobServices/default/containers/consul-audit";
        this.patience = patience;
    }

    /** Has the account made, which takes a while. */
    void order() throws InterruptedException {
        var body = JSON.createObjectNode().put("location", "westeurope").put("kind", "StorageV2");
        body.putObject("sku").put("name", "Standard_LRS");
        azure.put(account, STORAGE_API, body).orFail("The storage account");
    }

    /**
     * Lets the servers write to the container.
     *
     * @param managedGroup the id of the resource group that their identity is in
     * @param reader the principal who reads what they wrote
     * @return the container's URL
     */
    String open(String managedGroup, String reader) throws InterruptedException {
        patience.until("the storage account", () -> provisioned(azure.get(account, STORAGE_API)));
        azure.put(container, STORAGE_API, JSON.createObjectNode()).orFail("The container");
        var identities = azure.get(
                        managedGroup + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities", IDENTITY_API)
                .orFail("The identities of the managed resource group")
                .body();
        grant(identities.at("/value/0/properties/principalId").asText(), WRITER);
        grant(reader, READER);
        return url();
    }

    private static boolean provisioned(ArmClient.Answer answer) {
        return answer.body().at("/properties/provisioningState").asText().equals("Succeeded");
    }

    private void grant(String principal, String role) throws InterruptedException {
        var body = JSON.createObjectNode();
        body.putObject("properties")
                .put(
                        "roleDefinitionId",
                        "/subscriptions/" + subscription + "/providers/Microsoft.Authorization/roleDefinitions/" + role)
                .put("principalId", principal)
                .put("principalType", "ServicePrincipal");
        azure.put(
                        container + "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID(),
                        AUTHORIZATION_API,
                        body)
                .orFail("The right to use the container");
    }

    private String url() throws InterruptedException {
        var endpoint = azure.get(account, STORAGE_API)
                .orFail("The storage account")
                .body()
                .at("/properties/primaryEndpoints/blob")
                .asText();
        return endpoint + "consul-audit";
    }

    /** Whether any line that has arrived holds the text. */
    boolean holds(String text) throws InterruptedException {
        var url = url();
        var names = NAME.matcher(azure.storage(url + "?restype=container&comp=list"));
        while (names.find()) {
            var name = names.group(1);
            if (read.getOrDefault(name, "").isEmpty()) {
                read.put(name, azure.storage(url + "/" + name));
            }
        }
        return read.values().stream().anyMatch(lines -> lines.contains(text));
    }
}
