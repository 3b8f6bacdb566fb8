package io.proconsul.worker.cert.acme;

import java.time.Duration;
import java.time.Instant;

/** Where an order for a public certificate stands. */
public sealed interface CertificateOrder {

    /** Not decided yet; look again. */
    record Waiting(Duration checkAfter) implements CertificateOrder {}

    /** @param chainPem the certificate, then its issuers, without the root */
    record Issued(String chainPem, Instant notAfter) implements CertificateOrder {}

    /** The authority has refused for good; another order is needed. */
    record Refused(String reason) implements CertificateOrder {}
}
