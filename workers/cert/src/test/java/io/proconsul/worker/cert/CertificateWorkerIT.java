package io.proconsul.worker.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.CertificateAuthorityIssued;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.CreateSecrets;
import io.proconsul.wire.DestroyCertificateAuthority;
import io.proconsul.wire.Done;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.IssueCertificateAuthority;
import io.proconsul.wire.IssueServerCertificates;
import io.proconsul.wire.Scope;
import io.proconsul.wire.SecretsCreated;
import io.proconsul.wire.ServerCertificatesIssued;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Failures;
import io.proconsul.worker.Outcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The activities with a Vault, through the extension that the worker runs with and with its own policy. */
@QuarkusTest
@QuarkusTestResource(VaultProcess.class)
@SuppressWarnings("NullAway.Init")
class CertificateWorkerIT {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    @Inject
    IssueCertificateAuthorityActivity issueAuthority;

    @Inject
    DestroyCertificateAuthorityActivity destroyAuthority;

    @Inject
    CreateSecretsActivity createSecrets;

    @Inject
    IssueServerCertificatesActivity issueCertificates;

    @Inject
    Failures failures;

    private final ClusterRef cluster = cluster();

    @AfterEach
    void healVault() throws IOException {
        faults(List.of());
    }

    @Test
    void theAuthorityIsAnIntermediateOfTheRoot() throws Exception {
        var issued = authority(cluster);

        var certificate = certificates(issued.getCaPem()).get(0);
        assertThat(issued.getMount()).isEqualTo(ClusterNames.of(cluster).pkiMount());
        assertThat(issued.getSubject())
                .isEqualTo("CN=Consul CA " + ClusterNames.of(cluster).shortId());
        assertThat(issued.getNotAfter()).isEqualTo(certificate.getNotAfter().toInstant());
        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(certificate.getIssuerX500Principal().getName()).isEqualTo("CN=Proconsul root");
    }

    @Test
    void aRepeatedAttemptFindsTheSameAuthority() {
        assertThat(authority(cluster)).isEqualTo(authority(cluster));
    }

    @Test
    void anAttemptAfterALostAnswerFindsTheSameAuthority() throws Exception {
        faults(List.of(fault("APPLY_THEN_FAIL", "/v1/pki/.*/intermediate/set-signed", 500, 1)));
        var lost = failed(() -> issueAuthority.perform(new IssueCertificateAuthority(cluster, null), attempt()));

        var first = authority(cluster);

        assertThat(lost.cause()).isEqualTo(FailureCause.UNAVAILABLE);
        assertThat(authority(cluster)).isEqualTo(first);
    }

    @Test
    void serverCertificatesAreGoodForBothEndsAndForTheNamesOfTheServer() throws Exception {
        var anchor = certificates(authority(cluster).getCaPem()).get(0);

        var issued = serverCertificates(cluster, 3);

        assertThat(issued.getCertificates()).hasSize(3);
        for (var server : issued.getCertificates()) {
            var chain = certificates(server.getCertificatePem());
            var certificate = chain.get(0);
            validate(certificate, anchor);
            assertThat(chain.get(1)).isEqualTo(anchor);
            assertThat(server.getSubject()).isEqualTo("CN=server.dc1.consul");
            assertThat(server.getNotAfter())
                    .isEqualTo(certificate.getNotAfter().toInstant())
                    .isCloseTo(Instant.now().plus(Duration.ofDays(3)), within(10, ChronoUnit.MINUTES));
            assertThat(certificate.getExtendedKeyUsage()).contains(SERVER_AUTH, CLIENT_AUTH);
            assertThat(alternativeNames(certificate))
                    .containsExactlyInAnyOrder(
                            "server.dc1.consul",
                            "localhost",
                            ClusterNames.of(cluster).node(server.getIndex()),
                            "127.0.0.1");
        }
    }

    @Test
    void thePrivateKeyTravelsAsCiphertextAndFitsItsCertificate() throws Exception {
        authority(cluster);

        var server = serverCertificates(cluster, 1).getCertificates().get(0);

        assertThat(server.getPrivateKeyCiphertext()).startsWith("vault:v1:");
        var pem = VaultOperator.decrypt(cluster.getClusterId(), server.getPrivateKeyCiphertext())
                .orElseThrow();
        assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("-----END PRIVATE KEY-----\n");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(
                        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.replaceAll("-----.*", ""))));
        var message = new byte[] {1, 2, 3};
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(message);
        var signed = signature.sign();
        signature.initVerify(certificates(server.getCertificatePem()).get(0));
        signature.update(message);
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void secretsAreCiphertextsBoundToTheirCluster() throws Exception {
        var secrets = secrets(cluster);

        var ciphertexts = List.of(
                secrets.getGossipKeyCiphertext(),
                secrets.getBootstrapTokenCiphertext(),
                secrets.getAgentTokenCiphertext(),
                secrets.getDnsTokenCiphertext());
        assertThat(ciphertexts).doesNotHaveDuplicates().allMatch(text -> text.startsWith("vault:v1:"));
        var gossip = VaultOperator.decrypt(cluster.getClusterId(), secrets.getGossipKeyCiphertext());
        assertThat(gossip.map(Base64.getDecoder()::decode))
                .hasValueSatisfying(key -> assertThat(key).hasSize(32));
        var token = VaultOperator.decrypt(cluster.getClusterId(), secrets.getBootstrapTokenCiphertext());
        assertThat(token.map(UUID::fromString)).isPresent();
        assertThat(VaultOperator.decrypt(cluster().getClusterId(), secrets.getGossipKeyCiphertext()))
                .isEmpty();
    }

    @Test
    void aTokenForReplicationIsDrawnWhereOneIsNeeded() throws Exception {
        var drawn = (SecretsCreated) reply(createSecrets.perform(new CreateSecrets(cluster, true), attempt()));

        assertThat(secrets(cluster).getReplicationTokenCiphertext()).isEmpty();
        var token = VaultOperator.decrypt(cluster.getClusterId(), drawn.getReplicationTokenCiphertext());
        assertThat(token.map(UUID::fromString)).isPresent();
    }

    @Test
    void aSecondaryHasCertificatesOfItsPrimarysAuthorityForItsOwnDatacenter() throws Exception {
        var anchor = certificates(authority(cluster).getCaPem()).get(0);
        var secondary = cluster("dc2");

        var joined = (CertificateAuthorityIssued)
                reply(issueAuthority.perform(new IssueCertificateAuthority(secondary, cluster), attempt()));
        var issued = (ServerCertificatesIssued)
                reply(issueCertificates.perform(new IssueServerCertificates(secondary, 1, cluster, 0), attempt()));

        assertThat(certificates(joined.getCaPem()).get(0)).isEqualTo(anchor);
        assertThat(joined.getMount()).isEqualTo(ClusterNames.of(cluster).pkiMount());
        var certificate = certificates(issued.getCertificates().get(0).getCertificatePem())
                .get(0);
        validate(certificate, anchor);
        assertThat(alternativeNames(certificate)).contains("server.dc2.consul").doesNotContain("server.dc1.consul");
    }

    @Test
    void aSecondaryThatGoesLeavesThePrimarysAuthorityAsItWas() {
        var before = authority(cluster);
        var secondary = cluster("dc2");
        issueAuthority.perform(new IssueCertificateAuthority(secondary, cluster), attempt());

        var first = destroyAuthority.perform(new DestroyCertificateAuthority(secondary, cluster), attempt());
        var second = destroyAuthority.perform(new DestroyCertificateAuthority(secondary, cluster), attempt());

        assertThat(first).isEqualTo(Outcome.succeeded(new Done(1)));
        assertThat(second).isEqualTo(Outcome.succeeded(new Done(0)));
        assertThat(authority(cluster)).isEqualTo(before);
        var refused = failed(
                () -> issueCertificates.perform(new IssueServerCertificates(secondary, 1, cluster, 0), attempt()));
        assertThat(refused.cause()).isEqualTo(FailureCause.PERMANENT);
    }

    @Test
    void withoutItsPrimarysAuthorityASecondaryHasNone() {
        var outcome = issueAuthority.perform(new IssueCertificateAuthority(cluster("dc2"), cluster), attempt());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo("AuthorityNotFound"));
    }

    @Test
    void destroyingTwiceIsAsGoodAsOnce() {
        authority(cluster);

        var first = destroyAuthority.perform(new DestroyCertificateAuthority(cluster, null), attempt());
        var second = destroyAuthority.perform(new DestroyCertificateAuthority(cluster, null), attempt());

        assertThat(first).isEqualTo(Outcome.succeeded(new Done(1)));
        assertThat(second).isEqualTo(Outcome.succeeded(new Done(0)));
    }

    @Test
    void aSealedVaultUsesUpNoAttempt() throws Exception {
        faults(List.of(fault("FAIL", "/v1/transit/encrypt/.*", 503, 10)));

        var failed = failed(() -> createSecrets.perform(new CreateSecrets(cluster, false), attempt()));

        assertThat(failed.cause()).isEqualTo(FailureCause.UNAVAILABLE);
        assertThat(failed.code()).isEqualTo("VaultSealed");
    }

    @Test
    void certificatesWithoutAnAuthorityAreRefusedForGood() {
        var failed =
                failed(() -> issueCertificates.perform(new IssueServerCertificates(cluster(), 1, null, 0), attempt()));

        assertThat(failed.cause()).isEqualTo(FailureCause.PERMANENT);
    }

    private CertificateAuthorityIssued authority(ClusterRef cluster) {
        return (CertificateAuthorityIssued)
                reply(issueAuthority.perform(new IssueCertificateAuthority(cluster, null), attempt()));
    }

    private ServerCertificatesIssued serverCertificates(ClusterRef cluster, int servers) {
        return (ServerCertificatesIssued)
                reply(issueCertificates.perform(new IssueServerCertificates(cluster, servers, null, 0), attempt()));
    }

    private SecretsCreated secrets(ClusterRef cluster) {
        return (SecretsCreated) reply(createSecrets.perform(new CreateSecrets(cluster, false), attempt()));
    }

    private static Object reply(Outcome outcome) {
        return ((Outcome.Succeeded) outcome).reply();
    }

    private Outcome.Failed failed(Supplier<Outcome> attempt) {
        try {
            throw new AssertionError("Expected a failure, found " + attempt.get());
        } catch (RuntimeException e) {
            return failures.outcomeOf(e);
        }
    }

    private static ClusterRef cluster() {
        return cluster("dc1");
    }

    private static ClusterRef cluster(String datacenter) {
        var name = UUID.randomUUID().toString();
        var scope = new Scope("tenant", "subscription", "group", name);
        return new ClusterRef(
                Ids.clusterId(scope, 1), "tenant", "subscription", "group", name, "westeurope", datacenter);
    }

    private static Attempt attempt() {
        var scope = new Scope("tenant", "subscription", "group", "cluster");
        return new Attempt("task", "saga", "cluster", scope, "step", "FORWARD", 1, 1, Optional.empty(), Instant.MAX);
    }

    private static Map<String, Object> fault(String effect, String path, int status, int times) {
        return Map.of(
                "id", UUID.randomUUID().toString(), "effect", effect, "path", path, "status", status, "times", times);
    }

    private static void faults(List<Map<String, Object>> faults) throws IOException {
        var script = Path.of(System.getProperty(VaultProcess.STATE), "faults.json");
        Files.writeString(script, new ObjectMapper().writeValueAsString(faults));
    }

    private static List<X509Certificate> certificates(String pem) throws Exception {
        var read = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        return read.stream().map(X509Certificate.class::cast).toList();
    }

    private static void validate(X509Certificate certificate, X509Certificate anchor) throws Exception {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
        parameters.setRevocationEnabled(false);
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private static List<String> alternativeNames(X509Certificate certificate) throws Exception {
        var names = new ArrayList<String>();
        for (Collection<?> name : certificate.getSubjectAlternativeNames()) {
            names.add(name.toArray()[1].toString());
        }
        return names;
    }
}
