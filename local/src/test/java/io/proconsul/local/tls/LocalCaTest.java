package io.proconsul.local.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCaTest {
    @TempDir
    Path dir;

    @Test
    void issuesServerCertificatesThatItsTrustStoreBelieves() throws Exception {
        // given
        LocalCa.create(dir, Clock.systemUTC());
        var ca = LocalCa.open(dir, Clock.systemUTC());

        // when
        var file = ca.serverKeyStore(
                "vault", List.of("localhost", "vault.local"), List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1
                })));

        // then
        var password = LocalCa.PASSWORD.toCharArray();
        var server =
                (X509Certificate) KeyStore.getInstance(file.toFile(), password).getCertificate("server");
        var trusted = (X509Certificate)
                KeyStore.getInstance(ca.trustStore().toFile(), password).getCertificate("ca");
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(server));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(trusted, null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
        assertThat(server.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(2, "vault.local"), List.of(7, "127.0.0.1"));
    }

    @Test
    void keepsEveryFileToItsOwner() throws Exception {
        // given
        var ca = LocalCa.create(dir, Clock.systemUTC());

        // when
        ca.serverKeyStore("azure", List.of("localhost"), List.of());

        // then
        try (var files = Files.list(dir)) {
            assertThat(files).hasSize(4).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }
}
