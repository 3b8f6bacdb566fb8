package io.proconsul.local.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The authority that the servers of one local stack are believed by (EC P-256). Its folder holds {@code ca.pem},
 * {@code ca-key.pem}, {@code truststore.p12} and one {@code <name>.p12} per server, each with mode 0600.
 */
public final class LocalCa {
    /** Of every PKCS#12 file of a local stack. */
    public static final String PASSWORD = "changeit";

    private static final Duration LIFE = Duration.ofDays(3650);
    private static final Duration SERVER_LIFE = Duration.ofDays(365);
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Path dir;
    private final X509Certificate certificate;
    private final PrivateKey key;
    private final Clock clock;

    private LocalCa(Path dir, X509Certificate certificate, PrivateKey key, Clock clock) {
        this.dir = dir;
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /** Makes a new authority, replacing one that is there. */
    public static LocalCa create(Path dir, Clock clock) {
        try {
            var keys = newKeys();
            var name = new X500Principal("CN=Proconsul local stack " + new BigInteger(32, new SecureRandom()));
            var draft = draft(name, keys, name, LIFE, clock);
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            draft.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            var certificate = signed(draft, keys.getPrivate());
            OwnerOnly.write(dir.resolve("ca-key.pem"), utf8(Pem.of(keys.getPrivate())));
            OwnerOnly.write(dir.resolve("ca.pem"), utf8(Pem.of(certificate)));
            var trust = emptyStore();
            trust.setCertificateEntry("ca", certificate);
            OwnerOnly.write(dir.resolve("truststore.p12"), bytes(trust));
            return new LocalCa(dir, certificate, keys.getPrivate(), clock);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a certificate authority in " + dir, e);
        }
    }

    /** Goes on with the authority that {@link #create} made there. */
    public static LocalCa open(Path dir, Clock clock) {
        try {
            var certificate =
                    Pem.certificates(Files.readString(dir.resolve("ca.pem"))).get(0);
            var key = Pem.privateKey(Files.readString(dir.resolve("ca-key.pem")));
            return new LocalCa(dir, certificate, key, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("no certificate authority in " + dir, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the certificate authority in " + dir, e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public Path pem() {
        return dir.resolve("ca.pem");
    }

    /** PKCS#12, as the JVM option {@code javax.net.ssl.trustStore} takes it. */
    public Path trustStore() {
        return dir.resolve("truststore.p12");
    }

    /**
     * Issues a server certificate with a new key; servers that dial one another show it as clients, too.
     *
     * @param name of the file, without its ending; the first DNS name becomes the common name
     * @return the PKCS#12 file with key and chain
     */
    public Path serverKeyStore(String name, List<String> dnsNames, List<InetAddress> addresses) {
        try {
            var keys = newKeys();
            var subject = new X500Principal("CN=" + (dnsNames.isEmpty() ? name : dnsNames.get(0)));
            var draft = draft(certificate.getSubjectX500Principal(), keys, subject, SERVER_LIFE, clock);
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            draft.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            draft.addExtension(Extension.subjectAlternativeName, false, names(dnsNames, addresses));
            draft.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
            var store = emptyStore();
            store.setKeyEntry("server", keys.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {
                signed(draft, key), certificate
            });
            var file = dir.resolve(name + ".p12");
            OwnerOnly.write(file, bytes(store));
            return file;
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue a certificate for " + dnsNames, e);
        }
    }

    /**
     * The key and chain of a client, issued when they are first asked for: others remember the certificate.
     *
     * @param name of the file, without its ending, and of the client
     */
    public Path clientKeyStore(String name) {
        var file = dir.resolve(name + ".p12");
        return Files.exists(file) ? file : serverKeyStore(name, List.of(name), List.of());
    }

    private static JcaX509v3CertificateBuilder draft(
            X500Principal issuer, KeyPair keys, X500Principal subject, Duration life, Clock clock) {
        var now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, new SecureRandom()),
                Date.from(now.minus(SKEW)),
                Date.from(now.plus(life)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder draft, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        return new JcaX509CertificateConverter().getCertificate(draft.build(signer));
    }

    private static GeneralNames names(List<String> dnsNames, List<InetAddress> addresses) {
        var names = new ArrayList<GeneralName>();
        dnsNames.forEach(dns -> names.add(new GeneralName(GeneralName.dNSName, dns)));
        addresses.forEach(ip -> names.add(new GeneralName(GeneralName.iPAddress, ip.getHostAddress())));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static byte[] bytes(KeyStore store) throws GeneralSecurityException, IOException {
        var out = new ByteArrayOutputStream();
        store.store(out, PASSWORD.toCharArray());
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
