package io.proconsul.worker.infra.configuration;

import io.proconsul.wire.PublishConfiguration;
import io.proconsul.wire.ServerCertificate;
import io.proconsul.worker.Outcome;
import java.util.Optional;
import java.util.stream.IntStream;

/** Every server has its certificate, in the order of the servers. */
final class CertificateCount {

    private CertificateCount() {}

    static Optional<Outcome> refusal(PublishConfiguration command) {
        var found = command.getCertificates().stream()
                .map(ServerCertificate::getIndex)
                .toList();
        var wanted = IntStream.range(0, command.getSpec().getServers()).boxed().toList();
        return found.equals(wanted)
                ? Optional.empty()
                : Optional.of(Outcome.permanent(
                        "CertificatesIncomplete", "Certificates are for servers " + found + ", not " + wanted));
    }
}
