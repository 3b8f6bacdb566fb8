package io.proconsul.local.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultServerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path state;

    @Test
    void letsEachRoleDoItsOwnWorkOnly() throws Exception {
        // given
        var vault = VaultDialogue.open(state, Clock.systemUTC());
        var text = Json.object().put("plaintext", "eA==").put("context", "eA==");

        // when
        var cert = vault.as("cert");
        var gateway = vault.as("gateway");

        // then
        assertThat(cert.post("transit/encrypt/proconsul-secrets", text).status())
                .isEqualTo(200);
        assertThat(cert.post("transit/decrypt/proconsul-secrets", text).status())
                .isEqualTo(403);
        assertThat(cert.post("pki-root/root/generate/internal", Json.object()).status())
                .isEqualTo(403);
        assertThat(gateway.post("transit/encrypt/proconsul-client-config", text).status())
                .isEqualTo(403);
        assertThat(gateway.get("sys/mounts").status()).isEqualTo(403);
        assertThat(vault.get("sys/mounts").status()).isEqualTo(403);
    }

    @Test
    void endsTokensAfterTheirTime() throws Exception {
        // given
        VaultDialogue.open(state, Clock.fixed(NOON, ZoneOffset.UTC));
        var token = VaultDialogue.open(state, Clock.fixed(NOON, ZoneOffset.UTC))
                .as("infra")
                .token();
        var later = VaultDialogue.open(state, Clock.fixed(NOON.plusSeconds(3599), ZoneOffset.UTC));
        var tooLate = VaultDialogue.open(state, Clock.fixed(NOON.plusSeconds(3600), ZoneOffset.UTC));

        // when
        var last = new VaultDialogue(later.server(), state, token).get("auth/token/lookup-self");
        var over = new VaultDialogue(tooLate.server(), state, token).get("auth/token/lookup-self");

        // then
        assertThat(VaultDialogue.json(last).at("/data/ttl").asLong()).isEqualTo(1);
        assertThat(over.status()).isEqualTo(403);
        assertThat(over.body().text()).contains("invalid token");
    }

    @Test
    void keepsKeysOverARestartAndTellsThemToNobodyOnTheDisk() throws Exception {
        // given
        var before = VaultDialogue.open(state, Clock.systemUTC()).as("infra");
        var body = Json.object().put("plaintext", "c2VjcmV0").put("context", "eA==");
        var ciphertext = before.data("transit/encrypt/proconsul-secrets", body)
                .path("ciphertext")
                .asText();

        // when
        var after = VaultDialogue.open(state, Clock.systemUTC()).as("infra");

        // then
        var opened = after.data(
                "transit/decrypt/proconsul-secrets",
                Json.object().put("ciphertext", ciphertext).put("context", "eA=="));
        assertThat(opened.path("plaintext").asText()).isEqualTo("c2VjcmV0");
        assertThat(Files.readString(state.resolve("vault.sealed"), StandardCharsets.ISO_8859_1))
                .doesNotContain("proconsul-secrets");
    }

    @Test
    void answersNothingWhileSealed() throws Exception {
        // given
        var vault = VaultDialogue.open(state, Clock.systemUTC());
        var infra = vault.as("infra");
        var key = Json.MAPPER
                .readTree(Files.readString(state.resolve("init.json")))
                .at("/unseal_keys_b64/0")
                .asText();

        // when
        vault.asRoot().post("sys/seal", Json.object());

        // then
        assertThat(vault.get("sys/health").status()).isEqualTo(503);
        assertThat(infra.get("auth/token/lookup-self").body().text()).isEqualTo("{\"errors\":[\"Vault is sealed\"]}");
        assertThat(vault.post("sys/unseal", Json.object().put("key", "AAAA")).status())
                .isEqualTo(400);
        assertThat(vault.post("sys/unseal", Json.object().put("key", key)).status())
                .isEqualTo(200);
        assertThat(vault.get("sys/health").status()).isEqualTo(200);
        assertThat(infra.get("auth/token/lookup-self").status()).isEqualTo(200);
    }

    @Test
    void refusesAWrongSecretId() {
        // given
        var vault = VaultDialogue.open(state, Clock.systemUTC());

        // when
        var answer = vault.post(
                "auth/approle/login", Json.object().put("role_id", "x").put("secret_id", "y"));

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().text()).isEqualTo("{\"errors\":[\"invalid role or secret ID\"]}");
    }
}
