package io.proconsul.local.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.tls.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** With what the services of a stack prove who they are; in files that only their owner reads. */
public final class Credentials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECRET_BYTES = 16;

    /** Services that are started at the same time may ask for the same secret first. */
    private static final Object SHARED = new Object();

    private final StateFolder state;

    public Credentials(StateFolder state) {
        this.state = state;
    }

    /** A login to Vault. */
    public record AppRole(String roleId, String secretId) {
        @Override
        public String toString() {
            return "AppRole[" + roleId + "]";
        }
    }

    /** A login to Entra. */
    public record ServicePrincipal(String objectId, String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "ServicePrincipal[" + clientId + "]";
        }
    }

    /** As Vault's operator made it; it exists when Vault is ready. */
    public AppRole vault(String name) {
        var role = read(state.vault().resolve("approles.json")).path(name);
        return new AppRole(text(role, "role_id"), text(role, "secret_id"));
    }

    /** As the tenant's administrator made it; it exists when Azure is ready. */
    public ServicePrincipal azure(String name) {
        var principal = read(state.azure().resolve("principals.json")).path(name);
        return new ServicePrincipal(
                text(principal, "objectId"), text(principal, "clientId"), text(principal, "clientSecret"));
    }

    /** A secret that two services share, made when it is first asked for. */
    public String shared(String name) {
        synchronized (SHARED) {
            return findOrMake(name);
        }
    }

    private String findOrMake(String name) {
        var file = state.path().resolve("secrets.json");
        var secrets = Files.exists(file) ? (ObjectNode) read(file) : JSON.createObjectNode();
        if (!secrets.has(name)) {
            var secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            secrets.put(name, HexFormat.of().formatHex(secret));
            OwnerOnly.write(file, secrets.toPrettyString().getBytes(StandardCharsets.UTF_8));
        }
        return secrets.path(name).asText();
    }

    private static String text(JsonNode node, String field) {
        var value = node.path(field).asText();
        if (value.isEmpty()) {
            throw new IllegalStateException("Expected credentials with " + field + ", but found none");
        }
        return value;
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read credentials from " + file + ": " + e.getMessage(), e);
        }
    }
}
