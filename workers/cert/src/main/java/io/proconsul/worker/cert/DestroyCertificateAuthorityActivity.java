package io.proconsul.worker.cert;

import io.proconsul.wire.DestroyCertificateAuthority;
import io.proconsul.wire.Done;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import jakarta.inject.Singleton;

/** Removes the cluster's authority, whose certificates are trusted by nobody else; or its role in another's. */
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
        var issuer = command.getIssuer();
        var changed = issuer == null
                ? authorities.destroy(command.getCluster())
                : authorities.leave(command.getCluster(), issuer);
        return Outcome.succeeded(new Done(changed ? 1 : 0));
    }
}
