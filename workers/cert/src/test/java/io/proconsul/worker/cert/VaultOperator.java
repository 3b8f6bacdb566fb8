package io.proconsul.worker.cert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.worker.secrets.TransitSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.ConfigProvider;

/** Decrypts with the root token what the worker encrypts: its own policy does not let it read what it wrote. */
final class VaultOperator {

    private static final ObjectMapper JSON = new ObjectMapper();

    private VaultOperator() {}

    /** The text; empty if Vault refuses to decrypt it for this cluster. */
    static Optional<String> decrypt(String clusterId, String ciphertext) throws Exception {
        var state = Path.of(System.getProperty(VaultProcess.STATE));
        var url = ConfigProvider.getConfig().getValue("quarkus.vault.url", String.class);
        var body = Map.of("ciphertext", ciphertext, "context", base64(clusterId));
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/transit/decrypt/" + TransitSecrets.KEY))
                .header("X-Vault-Token", rootToken(state))
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        var client = HttpClient.newBuilder().sslContext(trusting(state)).build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() == 400) {
            return Optional.empty();
        }
        var plaintext = JSON.readTree(answer.body()).at("/data/plaintext").asText();
        return Optional.of(new String(Base64.getDecoder().decode(plaintext), UTF_8));
    }

    private static String rootToken(Path state) throws IOException {
        return JSON.readTree(state.resolve("init.json").toFile())
                .path("root_token")
                .asText();
    }

    private static SSLContext trusting(Path state) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(state.resolve("ca/truststore.p12"))) {
            trusted.load(in, "changeit".toCharArray());
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
