package io.proconsul.worker.cert;

import io.proconsul.wire.CertificateAuthorityIssued;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.IssueCertificateAuthority;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.quarkus.vault.pki.CertificateData;
import jakarta.inject.Singleton;

/** Makes the cluster's certificate authority, or finds the one that an earlier attempt made; or enrols it in another's. */
@Singleton
class IssueCertificateAuthorityActivity implements Activity<IssueCertificateAuthority> {

    private final CertificateAuthorities authorities;

    IssueCertificateAuthorityActivity(CertificateAuthorities authorities) {
        this.authorities = authorities;
    }

    @Override
    public Class<IssueCertificateAuthority> command() {
        return IssueCertificateAuthority.class;
    }

    @Override
    public Outcome perform(IssueCertificateAuthority command, Attempt attempt) {
        var issuer = command.getIssuer();
        if (issuer == null) {
            return issued(authorities.ensure(command.getCluster()), command.getCluster());
        }
        return authorities
                .enrol(command.getCluster(), issuer)
                .map(authority -> issued(authority, issuer))
                .orElseGet(() -> Outcome.permanent(
                        "AuthorityNotFound",
                        "expected the certificate authority of " + issuer.getClusterId() + ", but there is none"));
    }

    private static Outcome issued(CertificateData authority, ClusterRef owner) {
        var certificate = Pem.certificate(authority);
        return Outcome.succeeded(CertificateAuthorityIssued.newBuilder()
                .setMount(ClusterNames.of(owner).pkiMount())
                .setSubject(certificate.getSubjectX500Principal().getName())
                .setCaPem(Pem.text(authority))
                .setNotAfter(certificate.getNotAfter().toInstant())
                .build());
    }
}
