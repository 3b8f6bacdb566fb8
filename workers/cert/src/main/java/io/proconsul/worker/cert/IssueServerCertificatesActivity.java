package io.proconsul.worker.cert;

import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.IssueServerCertificates;
import io.proconsul.wire.ServerCertificate;
import io.proconsul.wire.ServerCertificatesIssued;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.Secret;
import io.proconsul.worker.secrets.TransitSecrets;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Issues one certificate per server, fit for both ends of a connection. A repeated attempt issues others: they are not
 * stored anywhere but in the result, and those that no result carries expire unused.
 */
@Singleton
class IssueServerCertificatesActivity implements Activity<IssueServerCertificates> {

    private final CertificateAuthorities authorities;
    private final TransitSecrets transit;

    IssueServerCertificatesActivity(CertificateAuthorities authorities, TransitSecrets transit) {
        this.authorities = authorities;
        this.transit = transit;
    }

    @Override
    public Class<IssueServerCertificates> command() {
        return IssueServerCertificates.class;
    }

    @Override
    public Outcome perform(IssueServerCertificates command, Attempt attempt) {
        var certificates = IntStream.range(command.getFirst(), command.getServers())
                .mapToObj(server -> certificate(command.getCluster(), server, command.getIssuer()))
                .toList();
        return Outcome.succeeded(new ServerCertificatesIssued(certificates));
    }

    private ServerCertificate certificate(ClusterRef cluster, int server, @Nullable ClusterRef issuer) {
        var issued = authorities.issue(cluster, server, issuer);
        var certificate = Pem.certificate(issued.certificate);
        return ServerCertificate.newBuilder()
                .setIndex(server)
                .setSubject(certificate.getSubjectX500Principal().getName())
                .setSerial(issued.serialNumber)
                .setNotAfter(certificate.getNotAfter().toInstant())
                .setCertificatePem(Pem.text(List.of(issued.certificate, issued.issuingCA)))
                .setPrivateKeyCiphertext(
                        transit.encrypt(cluster.getClusterId(), Secret.of(Pem.text(issued.privateKey))))
                .build();
    }
}
