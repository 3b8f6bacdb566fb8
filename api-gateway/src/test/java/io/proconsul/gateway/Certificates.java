package io.proconsul.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys with certificates, as clients and as the server itself have them. */
public record Certificates(PrivateKey key, X509Certificate certificate) {

    /** What Azure shows, what it will show, and what it showed until yesterday. */
    public static final Certificates AZURE = selfSigned("CN=azure");

    public static final Certificates NEXT = selfSigned("CN=azure");
    public static final Certificates LAST = selfSigned("CN=azure");

    public static Certificates selfSigned(String subject) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            var keys = generator.generateKeyPair();
            return new Certificates(keys.getPrivate(), certificate(subject, keys));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    private static X509Certificate certificate(String subject, KeyPair keys)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var now = Instant.now();
        var name = new X500Principal(subject);
        var draft = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(64, new SecureRandom()),
                Date.from(now.minusSeconds(3600)),
                Date.from(now.plusSeconds(86_400)),
                name,
                keys.getPublic());
        draft.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        return new JcaX509CertificateConverter()
                .getCertificate(draft.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    /** The list in which Azure publishes them. */
    public static String published(Instant now) {
        return "{\"clientCertificates\":[%s,%s,%s]}"
                .formatted(
                        AZURE.entry(now.minusSeconds(60), now.plusSeconds(3600)),
                        NEXT.entry(now.plusSeconds(1800), now.plusSeconds(3600)),
                        LAST.entry(now.minusSeconds(3600), now.minusSeconds(1)));
    }

    public String entry(Instant notBefore, Instant notAfter) {
        try {
            return "{\"thumbprint\":\"ignored\",\"notBefore\":\"%s\",\"notAfter\":\"%s\",\"certificate\":\"%s\"}"
                    .formatted(notBefore, notAfter, Base64.getEncoder().encodeToString(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A PKCS#12 file with key and certificate. */
    public void write(Path file, String password) {
        try (var out = Files.newOutputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", key, password.toCharArray(), new Certificate[] {certificate});
            store.store(out, password.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a client that shows these, in this order of preference, and believes every server. */
    public static SSLContext client(List<Certificates> shown) {
        try {
            var context = SSLContext.getInstance("TLS");
            var keys = new ArrayList<KeyManager>();
            shown.forEach(one -> keys.add(new Shown(one)));
            context.init(keys.toArray(KeyManager[]::new), new TrustManager[] {new Believing()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows its certificate whoever is asked for. */
    private static final class Shown extends X509ExtendedKeyManager {

        private final Certificates one;

        Shown(Certificates one) {
            this.one = one;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return "one";
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return "one";
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {"one"};
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return "one";
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {"one"};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {one.certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return one.key;
        }
    }

    private static final class Believing extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
