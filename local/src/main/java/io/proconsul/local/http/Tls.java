package io.proconsul.local.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a listener speaks TLS.
 *
 * @param wantClientAuth ask the client for a certificate, but let it in without one
 */
public record Tls(SSLContext context, boolean wantClientAuth) {

    /**
     * Reads the server's key and chain from a PKCS#12 file.
     *
     * @param clientCa PEM certificates that clients are believed by; empty: the server does not ask for a certificate
     */
    public static Tls load(Path keyStore, char[] password, Optional<Path> clientCa) {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(keyStore.toFile(), password), password);
            var context = SSLContext.getInstance("TLS");
            var trust = clientCa.isPresent() ? trusting(clientCa.get()).getTrustManagers() : null;
            context.init(keys.getKeyManagers(), trust, null);
            return new Tls(context, clientCa.isPresent());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("cannot use " + keyStore + " for TLS: " + e.getMessage(), e);
        }
    }

    /** A context for clients that believe only the certificates of this PEM file. */
    public static SSLContext client(Path caPem) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trusting(caPem).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("cannot trust " + caPem + ": " + e.getMessage(), e);
        }
    }

    private static TrustManagerFactory trusting(Path caPem) throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(caPem)) {
            return trusting(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    static TrustManagerFactory trusting(Collection<? extends Certificate> authorities)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int n = 0;
        for (var certificate : authorities) {
            store.setCertificateEntry("ca" + n++, certificate);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
