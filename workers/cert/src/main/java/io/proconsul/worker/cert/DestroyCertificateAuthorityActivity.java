package io.proconsul.worker.cert;

import io.proconsul.wire.DestroyCertificateAuthority;
import io.proconsul.wire.Done;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import jakarta.inject.Singleton;

/** Removes the cluster's authority; its certificates are trusted by nobody but the cluster and end with it. */
@Singleton
class DestroyCertificateAuthorityActivity implements Activity<DestroyCertificateAuthority> {

    private final CertificateAuthorities authorities;

    DestroyCertificateAuthorityActivity(CertificateAuthorities authorities) {
        this.authorities = authorities;
    }

    @Override
    public Class<DestroyCertificateAuthority> command() {
        return DestroyCertificateAuthority.class;
    }

    @Override
    public Outcome perform(DestroyCertificateAuthority command, Attempt attempt) {
        return Outcome.succeeded(new Done(authorities.destroy(command.getCluster()) ? 1 : 0));
    }
}
