package io.proconsul.worker.cert;

import io.proconsul.wire.CertificateAuthorityIssued;
import io.proconsul.wire.IssueCertificateAuthority;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import jakarta.inject.Singleton;

/** Makes the cluster's certificate authority, or finds the one that an earlier attempt made. */
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
        var authority = authorities.ensure(command.getCluster());
        var certificate = Pem.certificate(authority);
        return Outcome.succeeded(CertificateAuthorityIssued.newBuilder()
                .setMount(ClusterNames.of(command.getCluster()).pkiMount())
                .setSubject(certificate.getSubjectX500Principal().getName())
                .setCaPem(Pem.text(authority))
                .setNotAfter(certificate.getNotAfter().toInstant())
                .build());
    }
}
