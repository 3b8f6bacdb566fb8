package io.proconsul.local.consul;

import io.proconsul.local.tls.LocalCa;
import io.proconsul.local.tls.Pem;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificate, key and authority of one interface. After {@link #reload} new connections use the new files; a set
 * that cannot be read leaves the old one in force.
 */
final class TlsFiles {
    private record Loaded(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {}

    private final AgentConfig config;
    private final String listener;
    private volatile Loaded loaded;

    TlsFiles(AgentConfig config, String listener) throws IOException, GeneralSecurityException {
        this.config = config;
        this.listener = listener;
        this.loaded = load();
    }

    void reload() throws IOException, GeneralSecurityException {
        loaded = load();
    }

    SSLContext context() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Keys()}, new TrustManager[] {new Trust()}, null);
        return context;
    }

    private Loaded load() throws IOException, GeneralSecurityException {
        var chain = Pem.certificates(Files.readString(config.tlsFile(listener, "cert_file")));
        var key = Pem.privateKey(Files.readString(config.tlsFile(listener, "key_file")));
        var password = LocalCa.PASSWORD.toCharArray();
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("server", key, password, chain.toArray(X509Certificate[]::new));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, password);
        var believed = KeyStore.getInstance("PKCS12");
        believed.load(null, null);
        int n = 0;
        for (var authority : Pem.certificates(Files.readString(config.tlsFile(listener, "ca_file")))) {
            believed.setCertificateEntry("ca" + n++, authority);
        }
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(believed);
        return new Loaded((X509ExtendedKeyManager) keys.getKeyManagers()[0], (X509ExtendedTrustManager)
                trust.getTrustManagers()[0]);
    }

    private final class Keys extends X509ExtendedKeyManager {
        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return loaded.keys().getClientAliases(type, issuers);
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            // Any issuer: the authority's name on the wire may be that of the root, not of the issuing intermediate.
            return loaded.keys().chooseClientAlias(types, new Principal[0], socket);
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return loaded.keys().chooseEngineServerAlias(type, issuers, engine);
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return loaded.keys().getServerAliases(type, issuers);
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return loaded.keys().chooseServerAlias(type, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return loaded.keys().getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return loaded.keys().getPrivateKey(alias);
        }
    }

    private final class Trust extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            loaded.trust().checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            loaded.trust().checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            loaded.trust().checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            loaded.trust().checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            loaded.trust().checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            loaded.trust().checkServerTrusted(chain, type, engine);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return loaded.trust().getAcceptedIssuers();
        }
    }
}
