package io.proconsul.hostmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.proconsul.hostmanager.manifest.Sha256;
import io.proconsul.hostmanager.manifest.Signed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The metadata service over HTTP and one container over HTTPS; lets in only the token that it gave out. */
final class FakeAzure implements AutoCloseable {
    static final String MANIFEST = "manifests/server-0.json";

    private static final String TOKEN = "token-of-the-vm";

    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final List<Integer> manifestAnswers = new CopyOnWriteArrayList<>();
    private final HttpServer metadata;
    private final HttpsServer blob;
    private volatile boolean forbidden;

    FakeAzure(Keystore keystore) throws IOException, GeneralSecurityException {
        metadata = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        metadata.createContext("/", this::metadata);
        metadata.start();
        blob = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        blob.setHttpsConfigurator(new HttpsConfigurator(keystore.server()));
        blob.createContext("/", this::blob);
        blob.start();
    }

    String metadataUrl() {
        return "http://127.0.0.1:" + metadata.getAddress().getPort();
    }

    String blobUrl() {
        return "https://127.0.0.1:" + blob.getAddress().getPort();
    }

    /** Blobs first, then the manifest that names them: as the control plane does. */
    void publish(Signed published) {
        published.contents().values().forEach(content -> blobs.put("sha256/" + Sha256.hex(content), content.clone()));
        published.programContents().forEach(content -> blobs.put("sha256/" + Sha256.hex(content), content.clone()));
        publishManifest(published.envelope());
    }

    void publishManifest(String envelope) {
        blobs.put(MANIFEST, envelope.getBytes(UTF_8));
    }

    void corrupt(String content) {
        blobs.put(
                "sha256/" + Sha256.hex(content.getBytes(UTF_8)),
                content.toUpperCase(java.util.Locale.ROOT).getBytes(UTF_8));
    }

    void forbid(boolean forbid) {
        forbidden = forbid;
    }

    List<Integer> manifestAnswers() {
        return manifestAnswers;
    }

    private void metadata(HttpExchange exchange) throws IOException {
        var expiry = Instant.now().plusSeconds(86_400).getEpochSecond();
        var path = exchange.getRequestURI().toString();
        if (!"true".equals(exchange.getRequestHeaders().getFirst("Metadata"))) {
            answer(exchange, 400, new byte[0]);
        } else if (path.contains("/metadata/identity/oauth2/token")) {
            var token = Map.of(
                    "access_token",
                    TOKEN,
                    "expires_on",
                    Long.toString(expiry),
                    "expires_in",
                    "86400",
                    "resource",
                    "https://storage.azure.com",
                    "token_type",
                    "Bearer");
            answer(exchange, 200, Signed.json(token));
        } else {
            answer(exchange, 200, """
                    {"network":{"interface":[{"ipv4":{"ipAddress":[{"privateIpAddress":"127.0.0.1"}]}}]}}""".getBytes(UTF_8));
        }
    }

    private void blob(HttpExchange exchange) throws IOException {
        var name = exchange.getRequestURI().getPath().replaceFirst("^/config/", "");
        var status = status(exchange, name);
        if (name.equals(MANIFEST)) {
            manifestAnswers.add(status);
        }
        var content = blobs.getOrDefault(name, new byte[0]);
        exchange.getResponseHeaders().set("ETag", etag(content));
        exchange.getResponseHeaders().set("x-ms-blob-type", "BlockBlob");
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        answer(exchange, status, status == 200 ? content : new byte[0]);
    }

    private int status(HttpExchange exchange, String name) {
        var headers = exchange.getRequestHeaders();
        if (forbidden || !("Bearer " + TOKEN).equals(headers.getFirst("Authorization"))) {
            return 403;
        }
        var content = blobs.get(name);
        if (content == null) {
            return 404;
        }
        return etag(content).equals(headers.getFirst("If-None-Match")) ? 304 : 200;
    }

    private static String etag(byte[] content) {
        return "\"" + Sha256.hex(content).substring(0, 16) + "\"";
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        metadata.stop(0);
        blob.stop(0);
    }
}
