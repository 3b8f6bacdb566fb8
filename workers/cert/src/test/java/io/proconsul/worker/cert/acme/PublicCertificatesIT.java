package io.proconsul.worker.cert.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.shredzone.acme4j.Login;

@EnabledIf(
        value = "io.proconsul.worker.cert.acme.Pebble#isInstalled",
        disabledReason = "needs the programs pebble and pebble-challtestsrv")
@SuppressWarnings("NullAway.Init")
class PublicCertificatesIT {

    private static final String NAME = "c1.consul.example.com";

    @TempDir
    static Path folder;

    private static Pebble pebble;

    @BeforeAll
    static void start() throws Exception {
        pebble = Pebble.start(folder);
    }

    @AfterAll
    static void stop() {
        pebble.close();
    }

    @Test
    void whenPebbleIsInstalledItIssuesACertificateForANameAndItsWildcard() throws Exception {
        var key = keyPair();
        var certificates = new PublicCertificates(login(), pebble, Clock.systemUTC());

        var order = certificates.order(List.of(NAME, "*." + NAME));
        var issued = (CertificateOrder.Issued) settled(certificates, order, key);

        var certificate = certificate(issued.chainPem());
        assertThat(certificate.getPublicKey()).isEqualTo(key.getPublic());
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(issued.notAfter());
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> (Object) name.get(1))
                .containsExactlyInAnyOrder(NAME, "*." + NAME);
    }

    @Test
    void whenPebbleIsInstalledItRefusesAnAnswerThatIsWrong() throws Exception {
        var withdrawn = new ArrayList<String>();
        var wrong = new DnsChallenges() {
            @Override
            public boolean publish(String record, Set<String> values) {
                return pebble.publish(record, Set.of("wrong"));
            }

            @Override
            public void withdraw(String record) {
                withdrawn.add(record);
                pebble.withdraw(record);
            }
        };
        var certificates = new PublicCertificates(login(), wrong, Clock.systemUTC());

        var order = certificates.order(List.of("wrong.example.com"));
        var refused = (CertificateOrder.Refused) settled(certificates, order, keyPair());

        assertThat(refused.reason()).contains("not found for DNS challenge");
        assertThat(withdrawn).containsExactly("_acme-challenge.wrong.example.com");
    }

    @Test
    void whenPebbleIsInstalledNothingIsValidatedBeforeTheAnswerIsPublic() throws Exception {
        var notYet = new DnsChallenges() {
            @Override
            public boolean publish(String record, Set<String> values) {
                return false;
            }

            @Override
            public void withdraw(String record) {
                throw new AssertionError("withdrawn");
            }
        };
        var certificates = new PublicCertificates(login(), notYet, Clock.systemUTC());
        var order = certificates.order(List.of("slow.example.com"));

        var first = certificates.advance(order, keyPair());
        var second = certificates.advance(order, keyPair());

        assertThat(List.of(first, second)).allMatch(CertificateOrder.Waiting.class::isInstance);
    }

    private static Login login() {
        var session = pebble.session();
        return await().ignoreExceptions()
                .atMost(Duration.ofSeconds(20))
                .until(() -> PublicCertificates.account(session, keyPair(), "admin@example.com"), login -> true);
    }

    private static CertificateOrder settled(PublicCertificates certificates, URL order, KeyPair key) {
        return await().atMost(1, TimeUnit.MINUTES)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> certificates.advance(order, key), state -> !(state instanceof CertificateOrder.Waiting));
    }

    private static KeyPair keyPair() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
