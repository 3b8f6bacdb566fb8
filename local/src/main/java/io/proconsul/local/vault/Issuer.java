package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.local.tls.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority's key with its certificate.
 *
 * @param chain its own certificate first, then those above it as far as they are known
 */
record Issuer(PrivateKey key, List<X509Certificate> chain) {
    private static final Map<String, Integer> USAGES = Map.of(
            "digitalsignature", KeyUsage.digitalSignature,
            "contentcommitment", KeyUsage.nonRepudiation,
            "keyencipherment", KeyUsage.keyEncipherment,
            "dataencipherment", KeyUsage.dataEncipherment,
            "keyagreement", KeyUsage.keyAgreement,
            "certsign", KeyUsage.keyCertSign,
            "crlsign", KeyUsage.cRLSign,
            "encipheronly", KeyUsage.encipherOnly,
            "decipheronly", KeyUsage.decipherOnly);

    /** What is to be certified, and for how long. */
    record Wish(X500Name subject, PublicKey key, GeneralNames names, Instant notBefore, Instant notAfter) {}

    static Issuer of(JsonNode stored) throws GeneralSecurityException {
        return new Issuer(
                Pem.privateKey(stored.path("key").asText()),
                Pem.certificates(stored.path("chain").asText()));
    }

    JsonNode stored() {
        return Json.object().put("key", Pem.of(key)).put("chain", Pem.of(chain));
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    boolean selfSigned() {
        return certificate().getSubjectX500Principal().equals(certificate().getIssuerX500Principal());
    }

    /** A root that signs itself. */
    static Issuer root(PrivateKey key, Wish wish, int pathLength) {
        try {
            var draft = draft(wish.subject(), wish);
            authority(draft, wish.key(), pathLength);
            return new Issuer(key, List.of(signed(draft, key)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a root", e);
        }
    }

    /** Certifies an authority below this one; path length -1: no limit. */
    X509Certificate intermediate(Wish wish, int pathLength) {
        try {
            var draft = draft(subject(), wish);
            authority(draft, wish.key(), pathLength);
            draft.addExtension(
                    Extension.authorityKeyIdentifier, false, utils().createAuthorityKeyIdentifier(certificate()));
            return signed(draft, key);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot sign an intermediate", e);
        }
    }

    X509Certificate leaf(Wish wish, PkiRole role) {
        try {
            var draft = draft(subject(), wish);
            if (role.is("basic_constraints_valid_for_non_ca")) {
                draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            }
            int usage = role.list("key_usage").stream()
                    .mapToInt(name -> USAGES.getOrDefault(name.toLowerCase(Locale.ROOT), 0))
                    .reduce(0, (a, b) -> a | b);
            if (usage != 0) {
                draft.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            }
            var purposes = purposes(role);
            if (purposes.length > 0) {
                draft.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            draft.addExtension(Extension.subjectKeyIdentifier, false, utils().createSubjectKeyIdentifier(wish.key()));
            draft.addExtension(
                    Extension.authorityKeyIdentifier, false, utils().createAuthorityKeyIdentifier(certificate()));
            if (wish.names().getNames().length > 0) {
                draft.addExtension(Extension.subjectAlternativeName, false, wish.names());
            }
            return signed(draft, key);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot sign a certificate", e);
        }
    }

    X509CRL crl(Map<BigInteger, Instant> revoked, Instant now, Duration validity) {
        try {
            var draft = new JcaX509v2CRLBuilder(certificate().getSubjectX500Principal(), Date.from(now));
            draft.setNextUpdate(Date.from(now.plus(validity)));
            revoked.forEach((serial, at) -> draft.addCRLEntry(serial, Date.from(at), 0));
            return new JcaX509CRLConverter().getCRL(draft.build(signer(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a revocation list", e);
        }
    }

    static ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder(KeyKind.signatureAlgorithm(key)).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("cannot sign with a key of type " + key.getAlgorithm(), e);
        }
    }

    /** As Vault writes serial numbers: {@code 17:67:16:...}. */
    static String serial(BigInteger number) {
        var bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return HexFormat.ofDelimiter(":").formatHex(bytes, from, bytes.length);
    }

    private X500Name subject() {
        return X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
    }

    private static KeyPurposeId[] purposes(PkiRole role) {
        var purposes = new ArrayList<KeyPurposeId>();
        if (role.is("server_flag")) {
            purposes.add(KeyPurposeId.id_kp_serverAuth);
        }
        if (role.is("client_flag")) {
            purposes.add(KeyPurposeId.id_kp_clientAuth);
        }
        if (role.is("code_signing_flag")) {
            purposes.add(KeyPurposeId.id_kp_codeSigning);
        }
        if (role.is("email_protection_flag")) {
            purposes.add(KeyPurposeId.id_kp_emailProtection);
        }
        role.list("ext_key_usage_oids")
                .forEach(oid -> purposes.add(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid))));
        return purposes.toArray(KeyPurposeId[]::new);
    }

    private static JcaX509v3CertificateBuilder draft(X500Name issuer, Wish wish) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(159, new SecureRandom()).setBit(158),
                Date.from(wish.notBefore()),
                Date.from(wish.notAfter()),
                wish.subject(),
                wish.key());
    }

    private static void authority(JcaX509v3CertificateBuilder draft, PublicKey key, int pathLength)
            throws GeneralSecurityException, IOException {
        draft.addExtension(
                Extension.basicConstraints,
                true,
                pathLength < 0 ? new BasicConstraints(true) : new BasicConstraints(pathLength));
        draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        draft.addExtension(Extension.subjectKeyIdentifier, false, utils().createSubjectKeyIdentifier(key));
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder draft, PrivateKey key)
            throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(draft.build(signer(key)));
    }

    private static JcaX509ExtensionUtils utils() throws GeneralSecurityException {
        return new JcaX509ExtensionUtils();
    }

    static GeneralNames names(List<GeneralName> names) {
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }
}
