package io.proconsul.local.azure.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.consul.ConsulServer;
import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first boot of a server as its host manager does it, in one thread: reads what cloud-init left, fetches manifest
 * and files from the cluster's container with the machine's identity, again and again until they are there, and runs
 * Consul on them. The manifest's signature is left to the real host manager.
 */
final class LightHost implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LightHost.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_MILLIS = 250;

    /** One for all machines: a client has threads of its own. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path disk;
    private final String address;
    private final MetadataService metadata;
    private final URI resourceManager;
    private final Ledger ledger;
    private final FaultScript faults;
    private final Thread thread;
    private @Nullable ConsulServer consul;
    private String notUp = "";

    LightHost(
            Path disk,
            String address,
            MetadataService metadata,
            URI resourceManager,
            Ledger ledger,
            FaultScript faults) {
        this.disk = disk;
        this.address = address;
        this.metadata = metadata;
        this.resourceManager = resourceManager;
        this.ledger = ledger;
        this.faults = faults;
        this.thread = new Thread(this::run, "machine-" + address);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!booted()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean booted() throws InterruptedException {
        try {
            var host = JSON.readTree(disk.resolve("etc/proconsul/host.json").toFile());
            run(host, fetch(host).path("consulVersion").asText());
            return true;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            var why = String.valueOf(e.getMessage());
            if (!why.equals(notUp)) {
                notUp = why;
                LOG.log(Level.INFO, "{0} is not up yet: {1}", address, why);
            }
            return false;
        }
    }

    /** Returns the manifest. */
    private JsonNode fetch(JsonNode host) throws IOException, InterruptedException {
        var token = token(host.path("identityClientId").asText());
        var container = host.path("blobEndpoint").asText().replaceAll("/+$", "") + "/"
                + host.path("container").asText() + "/";
        var envelope = JSON.readTree(
                get(container + host.path("manifestPath").asText(), Map.of("Authorization", "Bearer " + token)));
        var manifest = JSON.readTree(
                Base64.getDecoder().decode(envelope.path("manifest").asText()));
        for (var file : manifest.path("files")) {
            var content = get(container + file.path("blob").asText(), Map.of("Authorization", "Bearer " + token));
            var target = configuration().resolve(file.path("path").asText());
            Files.createDirectories(target.getParent());
            Files.write(target, content);
        }
        return manifest;
    }

    private void run(JsonNode host, String version) throws IOException {
        var environment = Map.of(
                "PROCONSUL_STANDIN_ARM", resourceManager.toString(),
                "AZURE_POD_IDENTITY_AUTHORITY_HOST", metadata.url(),
                "AZURE_CLIENT_ID", host.path("identityClientId").asText());
        synchronized (this) {
            if (!thread.isInterrupted()) {
                consul = ConsulServer.start(
                        configuration(),
                        disk.resolve("opt/consul/data"),
                        address,
                        version.replaceFirst("^v", ""),
                        environment,
                        ledger,
                        faults);
            }
        }
    }

    private Path configuration() {
        return disk.resolve("etc/consul.d/current");
    }

    private String token(String clientId) throws IOException, InterruptedException {
        var url = metadata.url() + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource="
                + URLEncoder.encode("https://storage.azure.com/", StandardCharsets.UTF_8) + "&client_id=" + clientId;
        return JSON.readTree(get(url, Map.of("Metadata", "true")))
                .path("access_token")
                .asText();
    }

    private static byte[] get(String url, Map<String, String> headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).header("x-ms-version", "2021-12-02");
        headers.forEach(request::header);
        var answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(URI.create(url).getPath() + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** Ends what runs; a machine that is ended while it boots does not come up. */
    @Override
    public void close() {
        thread.interrupt();
        metadata.close();
        synchronized (this) {
            if (consul != null) {
                consul.close();
            }
        }
    }
}
