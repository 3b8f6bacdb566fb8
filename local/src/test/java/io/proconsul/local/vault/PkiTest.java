package io.proconsul.local.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.tls.Pem;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiTest {
    private static final String SERVER = "server.eastus-c1.consul";

    @TempDir
    Path state;

    private VaultDialogue vault =
            new VaultDialogue(new VaultServer(new Barrier(Path.of("none")), Clock.systemUTC()), Path.of("none"), "");

    @BeforeEach
    void givenAnIntermediateForACluster() throws Exception {
        vault = VaultDialogue.open(state, Clock.systemUTC()).as("cert");
        assertThat(vault.post("sys/mounts/pki/c1", Json.object().put("type", "pki"))
                        .status())
                .isEqualTo(204);
        var csr = vault.data(
                "pki/c1/intermediate/generate/internal",
                Json.object().put("common_name", "c1").put("key_type", "ec").put("key_bits", 256));
        var signed = vault.data(
                "pki-root/root/sign-intermediate",
                Json.object()
                        .put("csr", csr.path("csr").asText())
                        .put("common_name", "c1")
                        .put("ttl", "8760h")
                        .put("max_path_length", 0));
        var chain = signed.path("certificate").asText() + "\n"
                + signed.path("issuing_ca").asText();
        vault.data("pki/c1/intermediate/set-signed", Json.object().put("certificate", chain));
        vault.data(
                "pki/c1/roles/consul-server",
                Json.object()
                        .put("allowed_domains", SERVER)
                        .put("allow_bare_domains", true)
                        .put("key_type", "ec")
                        .put("key_bits", 256)
                        .put("ttl", "72h")
                        .put("max_ttl", "168h")
                        .put("no_store", false));
    }

    @Test
    void issuesAServerCertificateThatTheRootVouchesFor() throws Exception {
        // when
        var issued = vault.data("pki/c1/issue/consul-server", wish(SERVER));

        // then
        var leaf = certificate(issued.path("certificate"));
        var intermediate = certificate(issued.path("ca_chain").path(0));
        var root = certificate(issued.path("ca_chain").path(1));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf, intermediate));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(leaf.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(2, SERVER), List.of(2, "localhost"), List.of(7, "127.0.0.1"));
        assertThat(Duration.between(
                        leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                .isBetween(Duration.ofHours(72), Duration.ofHours(73));
        assertThat(issued.path("private_key").asText()).startsWith("-----BEGIN EC PRIVATE KEY-----");
        assertThat(Pem.privateKey(issued.path("private_key").asText()).getAlgorithm())
                .isEqualTo("EC");
    }

    @Test
    void refusesNamesOutsideTheRole() {
        // when
        var otherCluster = vault.post("pki/c1/issue/consul-server", wish("server.eastus-c2.consul"));
        var below = vault.post("pki/c1/issue/consul-server", wish("x." + SERVER));
        var nameless = vault.post("pki/c1/issue/consul-server", Json.object());
        var unknownRole = vault.post("pki/c1/issue/client", wish(SERVER));

        // then
        assertThat(otherCluster.status()).isEqualTo(400);
        assertThat(otherCluster.body().text()).contains("common name server.eastus-c2.consul not allowed by this role");
        assertThat(below.status()).isEqualTo(400);
        assertThat(nameless.body().text()).contains("the common_name field is required");
        assertThat(unknownRole.body().text()).contains("unknown role: client");
    }

    @Test
    void cutsALifetimeThatTheRoleDoesNotAllow() {
        // when
        var answer = VaultDialogue.json(
                vault.post("pki/c1/issue/consul-server", wish(SERVER).put("ttl", "1000h")));

        // then
        var end = answer.at("/data/expiration").asLong();
        assertThat(answer.at("/warnings/0").asText()).contains("so maxTTL is being used");
        assertThat(end - Clock.systemUTC().instant().getEpochSecond())
                .isBetween(
                        Duration.ofHours(167).toSeconds(), Duration.ofHours(168).toSeconds());
    }

    @Test
    void listsARevokedCertificateInTheRevocationList() throws Exception {
        // given
        var issued = vault.data("pki/c1/issue/consul-server", wish(SERVER));
        var serial = issued.path("serial_number").asText();

        // when
        vault.data("pki/c1/revoke", Json.object().put("serial_number", serial));

        // then
        var list = CertificateFactory.getInstance("X.509")
                .generateCRL(
                        new ByteArrayInputStream(vault.get("pki/c1/crl").body().bytes()));
        assertThat(list.isRevoked(certificate(issued.path("certificate")))).isTrue();
        assertThat(VaultDialogue.json(vault.get("pki/c1/cert/" + serial))
                        .at("/data/revocation_time")
                        .asLong())
                .isPositive();
    }

    @Test
    void forgetsAMountThatIsDisabled() {
        // when
        vault.send("DELETE", "sys/mounts/pki/c1", Json.object());

        // then
        assertThat(vault.post("pki/c1/issue/consul-server", wish(SERVER)).status())
                .isEqualTo(404);
        assertThat(vault.send("DELETE", "sys/mounts/pki/c1", Json.object()).status())
                .isEqualTo(204);
    }

    private static ObjectNode wish(String commonName) {
        return Json.object()
                .put("common_name", commonName)
                .put("alt_names", "localhost")
                .put("ip_sans", "127.0.0.1");
    }

    private static X509Certificate certificate(JsonNode pem) throws Exception {
        return Pem.certificates(pem.asText()).get(0);
    }
}
