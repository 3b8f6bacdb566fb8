package io.proconsul.worker.snapshot.consul;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts the servers of one cluster: a chain to that cluster's own CA, and the name that only servers may carry.
 * Connections are made by address, which is not in the certificate, so the name is checked here, in the place of the
 * check that the JDK makes against the URL's host.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;

    private final X509TrustManager chain;
    private final String serverName;

    private ServerTrust(X509TrustManager chain, String serverName) {
        this.chain = chain;
        this.serverName = serverName;
    }

    /** @param caPem one or more certificates: two while a CA is being replaced */
    static SSLContext context(String caPem, String datacenter) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var authorities = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(caPem.getBytes(UTF_8)));
            if (authorities.isEmpty()) {
                throw new IllegalArgumentException("caPem: expected at least one certificate, found none");
            }
            var number = 0;
            for (var authority : authorities) {
                store.setCertificateEntry("ca-" + number++, authority);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(
                    null,
                    new TrustManager[] {new ServerTrust(x509(factory), "server." + datacenter + ".consul")},
                    null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("caPem: expected PEM certificates", e);
        }
    }

    private static X509TrustManager x509(TrustManagerFactory factory) {
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
            throws CertificateException {
        check(certificates, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket)
            throws CertificateException {
        check(certificates, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type) throws CertificateException {
        check(certificates, type);
    }

    private void check(X509Certificate[] certificates, String type) throws CertificateException {
        chain.checkServerTrusted(certificates, type);
        Collection<List<?>> names = certificates[0].getSubjectAlternativeNames();
        if (names == null || names.stream().noneMatch(this::isServerName)) {
            throw new CertificateException("expected a certificate for %s, found one for %s"
                    .formatted(serverName, names == null ? certificates[0].getSubjectX500Principal() : names));
        }
    }

    private boolean isServerName(List<?> name) {
        return name.get(0).equals(DNS_NAME) && serverName.equalsIgnoreCase(String.valueOf(name.get(1)));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this side is always the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket)
            throws CertificateException {
        throw new CertificateException("this side is always the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type) throws CertificateException {
        throw new CertificateException("this side is always the client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chain.getAcceptedIssuers();
    }
}
