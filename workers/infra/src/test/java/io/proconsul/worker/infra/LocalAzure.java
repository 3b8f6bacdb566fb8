package io.proconsul.worker.infra;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Context;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.proconsul.azure.AzureAccess;
import io.proconsul.local.azure.AzureCloud;
import io.proconsul.local.azure.AzureSettings;
import io.proconsul.local.azure.arm.Durations;
import io.proconsul.local.http.Tls;
import io.proconsul.local.tls.LocalCa;
import io.proconsul.worker.infra.arm.AzureConfig;
import io.proconsul.worker.infra.arm.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stand-in for Azure, in this process and quick, and what a customer does in it. */
final class LocalAzure implements AutoCloseable {

    private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    private static final String BLOB_CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

    private final Path state;
    private final AzureCloud azure;
    private final HttpClient http;
    private final AzureConfig config;

    private LocalAzure(Path state, AzureCloud azure, HttpClient http) {
        this.state = state;
        this.azure = azure;
        this.http = http;
        this.config = Configs.of(
                AzureConfig.class,
                Map.of(
                        "proconsul.azure.resource-manager-endpoint",
                        azure.armEndpoint().toString(),
                        "proconsul.azure.authority-host",
                        azure.entraEndpoint().toString(),
                        "proconsul.azure.poll-interval",
                        "0.05s"));
    }

    static LocalAzure start(Path state) {
        var ca = LocalCa.create(state.resolve("ca"), Clock.systemUTC());
        var keys = ca.serverKeyStore("azure", List.of("localhost"), List.of(InetAddress.getLoopbackAddress()));
        var settings = AzureSettings.bare(
                state,
                Tls.load(keys, LocalCa.PASSWORD.toCharArray(), Optional.empty()),
                Durations.of(false, 0.02, MissingNode.getInstance()),
                Duration.ofMillis(500));
        var http = new JdkHttpClientBuilder(
                        java.net.http.HttpClient.newBuilder().sslContext(Tls.client(ca.pem())))
                .build();
        return new LocalAzure(state, AzureCloud.start(settings, Clock.systemUTC()), http);
    }

    /** A folder for programs of Consul. */
    Path programs() {
        return state.resolve("consul-programs");
    }

    AzureConfig config() {
        return config;
    }

    AzureAccess access(String principal) {
        var found = azure.principals().named(principal);
        var credential = new ClientSecretCredentialBuilder()
                .httpClient(http)
                .authorityHost(azure.entraEndpoint().toString())
                .disableInstanceDiscovery()
                .tenantId(Fixtures.TENANT)
                .clientId(found.clientId())
                .clientSecret(found.clientSecret())
                .build();
        return new AzureAccess(http, credential);
    }

    Resources resources(String principal) {
        return new Resources(
                new io.proconsul.worker.infra.arm.AzureCloud(config, access(principal)),
                Configs.dependencies(Map.of("proconsul.worker.name", "test")));
    }

    /** The object id of a principal. */
    String principal(String name) {
        return azure.principals().named(name).objectId();
    }

    /** A managed resource group, in which the worker has the rights that a managed application gives it. */
    void createGroup(String name, String managedBy) {
        var principal = principal("infra");
        resources("customer").ask(Fixtures.SUBSCRIPTION, customer -> {
            customer.resources()
                    .getResourceGroups()
                    .createOrUpdateWithResponse(
                            name,
                            new ResourceGroupInner()
                                    .withLocation("westeurope")
                                    .withManagedBy(managedBy)
                                    .withTags(Map.of("owner", "customer")),
                            Context.NONE);
            for (var role : List.of(OWNER, BLOB_CONTRIBUTOR)) {
                customer.authorization()
                        .getRoleAssignments()
                        .create(
                                "subscriptions/" + Fixtures.SUBSCRIPTION + "/resourceGroups/" + name,
                                UUID.randomUUID().toString(),
                                new RoleAssignmentCreateParameters()
                                        .withPrincipalId(principal)
                                        .withPrincipalType(PrincipalType.SERVICE_PRINCIPAL)
                                        .withRoleDefinitionId("/subscriptions/" + Fixtures.SUBSCRIPTION
                                                + "/providers/Microsoft.Authorization/roleDefinitions/" + role));
            }
            return name;
        });
    }

    void faults(String json) {
        try {
            Files.writeString(state.resolve("faults.json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many requests with the method and a path that ends so took effect, by the ledger. */
    long count(String method, String pathEnd) {
        try (var lines = Files.lines(state.resolve("azure/ledger.jsonl"))) {
            return lines.filter(line -> line.contains("\"method\":\"" + method + "\""))
                    .filter(line -> line.contains(pathEnd + "\""))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        azure.close();
    }
}
