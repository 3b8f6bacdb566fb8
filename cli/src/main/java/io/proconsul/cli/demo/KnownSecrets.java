package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.secrets.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The secrets of a run, gathered where they belong: a cluster's from the disks of its servers, the services' logins from
 * the files of those that gave them out.
 */
final class KnownSecrets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KEY_BLOCK =
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----([^-]+)-----END", Pattern.DOTALL);

    private final StateFolder state;
    private final Map<String, Secret> byName = new TreeMap<>();

    private KnownSecrets(StateFolder state) {
        this.state = state;
    }

    static List<Secret> of(StateFolder state) {
        var secrets = new KnownSecrets(state);
        secrets.ofTheServers();
        secrets.ofTheServices();
        return List.copyOf(secrets.byName.values());
    }

    private void ofTheServers() {
        for (var file : files(state.machines())) {
            var name = file.getFileName().toString();
            if (name.endsWith(".json")) {
                var config = json(file);
                add("gossip key", config.path("encrypt").asText());
                config.at("/acl/tokens")
                        .properties()
                        .forEach(token -> add(
                                "ACL token " + token.getKey(), token.getValue().asText()));
            } else if (name.endsWith("-key.pem")) {
                addKey("private key of " + state.machines().relativize(file).getName(0), file);
            }
        }
    }

    private void ofTheServices() {
        var init = json(state.vault().resolve("init.json"));
        add("Vault root token", init.path("root_token").asText());
        add("Vault unseal key", init.at("/unseal_keys_b64/0").asText());
        json(state.vault().resolve("approles.json"))
                .properties()
                .forEach(role -> add(
                        "AppRole secret of " + role.getKey(),
                        role.getValue().path("secret_id").asText()));
        json(state.azure().resolve("principals.json"))
                .properties()
                .forEach(principal -> add(
                        "client secret of " + principal.getKey(),
                        principal.getValue().path("clientSecret").asText()));
        json(state.path().resolve("secrets.json"))
                .properties()
                .forEach(secret -> add(secret.getKey(), secret.getValue().asText()));
    }

    private void add(String name, String value) {
        if (!value.isEmpty()) {
            byName.put(name, Secret.of(name, value));
        }
    }

    /** Both as its bytes and as the first full line of its text. */
    private void addKey(String name, Path file) {
        try {
            var block = KEY_BLOCK.matcher(Files.readString(file));
            if (block.find()) {
                var text = block.group(1).strip();
                byName.put(name, Secret.of(name, Base64.getMimeDecoder().decode(text)));
                add(name + " as text", text.lines().findFirst().orElse(""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty object if there is no such file or something else is in it. */
    private static JsonNode json(Path file) {
        try {
            return Files.exists(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }
}
