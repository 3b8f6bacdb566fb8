package io.proconsul.local.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransitTest {
    private static final String ENCRYPT = "transit/encrypt/proconsul-secrets";
    private static final String VERIFY = "transit/verify/proconsul-federation";
    private static final String DECRYPT = "transit/decrypt/proconsul-secrets";

    @TempDir
    Path state;

    @Test
    void decryptsOnlyWithTheContextAndDataOfTheEncryption() throws Exception {
        // given
        var vault = VaultDialogue.open(state, Clock.systemUTC()).as("infra");
        var sealed = vault.data(ENCRYPT, bound("tenant-a", "c1|gossip|1").put("plaintext", b64("secret")));
        var ciphertext = sealed.path("ciphertext").asText();

        // when
        var opened = vault.data(DECRYPT, bound("tenant-a", "c1|gossip|1").put("ciphertext", ciphertext));
        var otherTenant = vault.post(DECRYPT, bound("tenant-b", "c1|gossip|1").put("ciphertext", ciphertext));
        var otherField = vault.post(DECRYPT, bound("tenant-a", "c2|gossip|1").put("ciphertext", ciphertext));
        var noContext = vault.post(DECRYPT, Json.object().put("ciphertext", ciphertext));

        // then
        assertThat(ciphertext).startsWith("vault:v1:");
        assertThat(opened.path("plaintext").asText()).isEqualTo(b64("secret"));
        assertThat(otherTenant.status()).isEqualTo(400);
        assertThat(otherField.status()).isEqualTo(400);
        assertThat(noContext.body().text()).contains("missing 'context' for key derivation");
    }

    @Test
    void readsOldCiphertextsAfterARotationAndRewrapsThem() throws Exception {
        // given
        var vault = VaultDialogue.open(state, Clock.systemUTC()).asRoot();
        var old = vault.data(ENCRYPT, bound("t", "a").put("plaintext", b64("x")))
                .path("ciphertext")
                .asText();

        // when
        vault.data("transit/keys/proconsul-secrets/rotate", Json.object());
        var fresh =
                vault.data("transit/rewrap/proconsul-secrets", bound("t", "a").put("ciphertext", old));

        // then
        assertThat(fresh.path("ciphertext").asText()).startsWith("vault:v2:");
        assertThat(vault.data(DECRYPT, bound("t", "a").put("ciphertext", old))
                        .path("plaintext")
                        .asText())
                .isEqualTo(b64("x"));
    }

    @Test
    void answersABatchInOrderAndSaysWhichItemFailed() throws Exception {
        // given
        var vault = VaultDialogue.open(state, Clock.systemUTC()).as("infra");
        var body = Json.object();
        var batch = body.putArray("batch_input");
        batch.add(bound("t", "a").put("plaintext", b64("1")).put("reference", "first"));
        batch.add(Json.object().put("plaintext", b64("2")).put("reference", "second"));

        // when
        var answer = vault.post(ENCRYPT, body);

        // then
        var results = VaultDialogue.json(answer).at("/data/batch_results");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(results.path(0).path("ciphertext").asText()).startsWith("vault:v1:");
        assertThat(results.path(1).path("error").asText()).contains("context");
        assertThat(results.path(1).path("reference").asText()).isEqualTo("second");
    }

    @Test
    void signsSoThatThePublicKeyAloneVerifies() throws Exception {
        // given
        var vault = VaultDialogue.open(state, Clock.systemUTC()).as("infra");

        // when
        var signed = vault.data("transit/sign/proconsul-manifest", Json.object().put("input", b64("manifest")));

        // then
        var key =
                VaultDialogue.json(vault.get("transit/keys/proconsul-manifest")).at("/data/keys/1/public_key");
        var spki = HexFormat.of().formatHex(Json.base64(key.asText(), "key"));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex("302a300506032b6570032100" + spki))));
        verifier.update("manifest".getBytes(StandardCharsets.UTF_8));
        var signature = signed.path("signature").asText();
        assertThat(signature).startsWith("vault:v1:");
        assertThat(verifier.verify(Json.base64(signature.substring(9), "signature")))
                .isTrue();
    }

    @Test
    void authenticatesWithEachVersionOfAKeyUntilItIsTooOld() throws Exception {
        // given
        var gateway = VaultDialogue.open(state, Clock.systemUTC()).as("gateway");
        var root = gateway.asRoot();
        var old = mac(gateway, "claims");

        // when
        root.data("transit/keys/proconsul-federation/rotate", Json.object());
        var fresh = mac(gateway, "claims");

        // then
        assertThat(old).matches("vault:v1:[A-Za-z0-9+/]{43}=").isNotEqualTo(mac(gateway, "others"));
        assertThat(fresh).startsWith("vault:v2:");
        assertThat(isValid(gateway, "claims", old)).isTrue();
        assertThat(isValid(gateway, "claims", fresh)).isTrue();
        assertThat(isValid(gateway, "others", fresh)).isFalse();
        assertThat(isValid(gateway, "claims", "vault:v2:" + old.substring(9))).isFalse();
        assertThat(gateway.post(VERIFY, macked("claims", "vault:v3:AAAA"))
                        .body()
                        .text())
                .contains("invalid HMAC to verify: version is too new");

        // when
        root.data("transit/keys/proconsul-federation/config", Json.object().put("min_decryption_version", 2));

        // then
        assertThat(gateway.post(VERIFY, macked("claims", old)).status()).isEqualTo(400);
    }

    @Test
    void aKeyForAuthenticationDoesNothingElse() throws Exception {
        // given
        var vault = VaultDialogue.open(state, Clock.systemUTC());
        var body = Json.object().put("input", b64("x")).put("plaintext", b64("x"));

        // then
        assertThat(vault.asRoot()
                        .post("transit/encrypt/proconsul-federation", body)
                        .status())
                .isEqualTo(400);
        assertThat(vault.asRoot()
                        .post("transit/sign/proconsul-federation", body)
                        .status())
                .isEqualTo(400);
        assertThat(vault.as("cert")
                        .post("transit/hmac/proconsul-federation", body)
                        .status())
                .isEqualTo(403);
        assertThat(vault.as("gateway")
                        .post("transit/hmac/proconsul-secrets", body)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void doesNotMakeAKeyByAccident() throws Exception {
        // given
        var vault = VaultDialogue.open(state, Clock.systemUTC()).asRoot();

        // when
        var answer =
                vault.post("transit/encrypt/proconsul-secret", bound("t", "a").put("plaintext", b64("x")));

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().text()).isEqualTo("{\"errors\":[\"encryption key not found\"]}");
    }

    @Test
    void wrapsADataKeyThatDecryptGivesBack() throws Exception {
        // given
        var vault = VaultDialogue.open(state, Clock.systemUTC()).as("snapshot");

        // when
        var key = vault.data("transit/datakey/plaintext/proconsul-secrets", bound("t", "a"));

        // then
        var opened = vault.data(
                DECRYPT,
                bound("t", "a").put("ciphertext", key.path("ciphertext").asText()));
        assertThat(opened.path("plaintext")).isEqualTo(key.path("plaintext"));
    }

    private static String mac(VaultDialogue vault, String text) {
        return vault.data("transit/hmac/proconsul-federation", Json.object().put("input", b64(text)))
                .path("hmac")
                .asText();
    }

    private static boolean isValid(VaultDialogue vault, String text, String mac) {
        return vault.data(VERIFY, macked(text, mac)).path("valid").asBoolean();
    }

    private static ObjectNode macked(String text, String mac) {
        return Json.object().put("input", b64(text)).put("hmac", mac);
    }

    private static ObjectNode bound(String context, String associated) {
        return Json.object().put("context", b64(context)).put("associated_data", b64(associated));
    }

    private static String b64(String text) {
        return Json.base64(text.getBytes(StandardCharsets.UTF_8));
    }
}
