package io.proconsul.worker.cert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.tls.LocalCa;
import io.proconsul.local.vault.VaultStandIn;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Vault set up as an operator would, behind TLS, with the worker's own AppRole and nobody else's rights. */
public final class VaultProcess implements QuarkusTestResourceLifecycleManager {

    /** System property: the folder with the Vault's credentials, authority and fault script. */
    static final String STATE = "proconsul.test.vault";

    private static final ObjectMapper JSON = new ObjectMapper();

    private @Nullable Process process;

    @Override
    public Map<String, String> start() {
        try {
            var state = Files.createTempDirectory("vault");
            System.setProperty(STATE, state.toString());
            var ca = LocalCa.create(state.resolve("ca"), Clock.systemUTC());
            var keys = ca.serverKeyStore("vault", List.of("localhost"), List.of(InetAddress.getLoopbackAddress()));
            System.setProperty("javax.net.ssl.trustStore", ca.trustStore().toString());
            System.setProperty("javax.net.ssl.trustStorePassword", LocalCa.PASSWORD);
            var url = launch(state, keys);
            var role = JSON.readTree(state.resolve("approles.json").toFile()).path("cert");
            return Map.of(
                    "proconsul.worker.enabled",
                    "false",
                    "quarkus.http.test-port",
                    "0",
                    "quarkus.vault.url",
                    url,
                    "quarkus.vault.tls.ca-cert",
                    ca.pem().toString(),
                    "quarkus.vault.authentication.app-role.role-id",
                    role.path("role_id").asText(),
                    "quarkus.vault.authentication.app-role.secret-id",
                    role.path("secret_id").asText());
        } catch (IOException e) {
            throw new UncheckedIOException("The Vault stand-in did not start", e);
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.destroy();
        }
    }

    private String launch(Path state, Path keys) throws IOException {
        var started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VaultStandIn.class.getName(),
                        "--state",
                        state.toString(),
                        "--tls",
                        keys.toString())
                .redirectError(state.resolve("vault.log").toFile())
                .start();
        process = started;
        var output = started.inputReader(StandardCharsets.UTF_8);
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("{")) {
                return url(JSON.readTree(line));
            }
        }
        throw new IOException("ended with: " + Files.readString(state.resolve("vault.log")));
    }

    private static String url(JsonNode ready) {
        return ready.path("url").asText();
    }
}
