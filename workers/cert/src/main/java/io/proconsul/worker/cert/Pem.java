package io.proconsul.worker.cert;

import io.quarkus.vault.pki.CertificateData;
import io.quarkus.vault.pki.PrivateKeyData;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/** What Vault answers as PEM: with one newline after each block, so that blocks can be put one after another. */
final class Pem {

    private Pem() {}

    static String text(CertificateData certificate) {
        return line((String) certificate.getData());
    }

    static String text(List<CertificateData> chain) {
        return chain.stream().map(Pem::text).collect(Collectors.joining());
    }

    static String text(PrivateKeyData key) {
        return line((String) key.getData());
    }

    static X509Certificate certificate(CertificateData certificate) {
        try {
            return certificate.getCertificate();
        } catch (CertificateException e) {
            throw new IllegalStateException("Vault answered a certificate that is none", e);
        }
    }

    private static String line(String pem) {
        return pem.strip() + "\n";
    }
}
