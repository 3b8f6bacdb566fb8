package io.proconsul.local.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.fluent.RoleAssignmentsClient;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.dns.DnsZoneManager;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.ResourceGroupsClient;
import com.azure.resourcemanager.storage.StorageManager;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.handler.ssl.SslContextBuilder;
import io.proconsul.local.azure.arm.Durations;
import io.proconsul.local.azure.vm.MachineProcesses.Image;
import io.proconsul.local.http.ClientIdentity;
import io.proconsul.local.http.Tls;
import io.proconsul.local.tls.LocalCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** A local Azure, fast as it can be, and the SDK's clients for it as one of its principals. */
final class Cloud implements AutoCloseable {
    final AzureCloud azure;
    final HttpClient http;
    private final Path state;

    private Cloud(AzureCloud azure, HttpClient http, Path state) {
        this.azure = azure;
        this.http = http;
        this.state = state;
    }

    static Cloud start(Path state) {
        return start(state, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Cloud start(Path state, Optional<URI> gateway, Optional<URI> webhook, Optional<Image> image) {
        try {
            var ca = authority(state);
            var keys = ca.serverKeyStore("azure", List.of("localhost"), List.of(InetAddress.getLoopbackAddress()));
            var settings = new AzureSettings(
                    state,
                    Tls.load(keys, LocalCa.PASSWORD.toCharArray(), Optional.empty()),
                    Durations.of(false, 0.02, MissingNode.getInstance()),
                    Duration.ofSeconds(1),
                    AzureSettings.Ports.FREE,
                    Optional.of(ClientIdentity.load(ca.clientKeyStore("azure-client"), LocalCa.PASSWORD.toCharArray())),
                    gateway,
                    webhook,
                    image,
                    false);
            var ssl = SslContextBuilder.forClient()
                    .trustManager(ca.pem().toFile())
                    .build();
            var http = new NettyAsyncHttpClientBuilder(
                            reactor.netty.http.client.HttpClient.create().secure(spec -> spec.sslContext(ssl)))
                    .build();
            return new Cloud(AzureCloud.start(settings, Clock.systemUTC()), http, state);
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that is there, or a new one. */
    static LocalCa authority(Path state) {
        var folder = state.resolve("ca");
        return Files.exists(folder.resolve("ca.pem"))
                ? LocalCa.open(folder, Clock.systemUTC())
                : LocalCa.create(folder, Clock.systemUTC());
    }

    TokenCredential credential(String principal) {
        var found = azure.principals().named(principal);
        return new ClientSecretCredentialBuilder()
                .httpClient(http)
                .authorityHost(azure.entraEndpoint().toString())
                .disableInstanceDiscovery()
                .tenantId(Subscription.TENANT)
                .clientId(found.clientId())
                .clientSecret(found.clientSecret())
                .build();
    }

    AzureProfile profile() {
        var endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
        endpoints.put(AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(), azure.armEndpoint() + "/");
        return new AzureProfile(Subscription.TENANT, Subscription.ID, new AzureEnvironment(endpoints));
    }

    ResourceGroupsClient groups() {
        return ResourceManager.configure()
                .withHttpClient(http)
                .authenticate(credential("customer"), profile())
                .withDefaultSubscription()
                .serviceClient()
                .getResourceGroups();
    }

    NetworkManager network() {
        return network("customer");
    }

    NetworkManager network(String principal) {
        return NetworkManager.configure()
                .withHttpClient(http)
                .withRetryPolicy(new RetryPolicy(new RetryOptions(new FixedDelayOptions(1, Duration.ofMillis(50)))))
                .authenticate(credential(principal), profile());
    }

    ComputeManager compute() {
        return ComputeManager.configure().withHttpClient(http).authenticate(credential("customer"), profile());
    }

    MsiManager identities() {
        return MsiManager.configure().withHttpClient(http).authenticate(credential("customer"), profile());
    }

    StorageManager storage() {
        return StorageManager.configure().withHttpClient(http).authenticate(credential("customer"), profile());
    }

    DnsZoneManager dns(String principal) {
        return DnsZoneManager.configure().withHttpClient(http).authenticate(credential(principal), profile());
    }

    RoleAssignmentsClient roleAssignments() {
        return AuthorizationManager.configure()
                .withHttpClient(http)
                .authenticate(credential("customer"), profile())
                .roleServiceClient()
                .getRoleAssignments();
    }

    BlobServiceClient blobs(String account, TokenCredential credential) {
        return new BlobServiceClientBuilder()
                .endpoint(azure.blobEndpoint() + "/" + account)
                .httpClient(http)
                .credential(credential)
                .buildClient();
    }

    /** A call of ARM that no client of ours covers, as the customer. */
    HttpResponse send(HttpMethod method, String path, String body) {
        var token = Objects.requireNonNull(credential("customer")
                .getTokenSync(new TokenRequestContext().addScopes("https://management.azure.com/.default")));
        var request = new HttpRequest(method, azure.armEndpoint() + path + "?api-version=2021-07-01")
                .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token.getToken());
        if (!body.isEmpty()) {
            request.setBody(body);
        }
        return Objects.requireNonNull(http.send(request).block());
    }

    void faults(String json) {
        try {
            Files.writeString(state.resolve("faults.json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        azure.close();
    }
}
