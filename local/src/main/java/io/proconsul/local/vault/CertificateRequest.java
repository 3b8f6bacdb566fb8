package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.tls.Pem;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.util.IPAddress;

/** A PKCS#10 request whose signature has been checked. */
record CertificateRequest(X500Name subject, PublicKey key, List<GeneralName> names) {

    static CertificateRequest parse(ObjectNode body) {
        var pem = Json.text(body, "csr").orElseThrow(() -> Refusal.badRequest("\"csr\" is empty"));
        try (var parser = new PEMParser(new StringReader(pem))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest found)) {
                throw Refusal.badRequest("csr contains no data");
            }
            var request = new JcaPKCS10CertificationRequest(found);
            var verifier = new JcaContentVerifierProviderBuilder().build(request.getPublicKey());
            if (!request.isSignatureValid(verifier)) {
                throw Refusal.badRequest("request signature invalid");
            }
            var extensions = Optional.ofNullable(request.getRequestedExtensions());
            var names = extensions
                    .map(all -> GeneralNames.fromExtensions(all, Extension.subjectAlternativeName))
                    .map(all -> List.of(all.getNames()))
                    .orElse(List.of());
            return new CertificateRequest(request.getSubject(), request.getPublicKey(), names);
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw Refusal.badRequest("certificate request could not be parsed: " + e.getMessage());
        }
    }

    /** The PEM of a request for the subject that the body describes. */
    static String make(ObjectNode body, KeyPair keys) {
        var request = new JcaPKCS10CertificationRequestBuilder(subject(body, commonName(body)), keys.getPublic())
                .build(Issuer.signer(keys.getPrivate()));
        try {
            return Pem.block("CERTIFICATE REQUEST", request.getEncoded()).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<String> commonName() {
        return Stream.of(subject.getRDNs(BCStyle.CN))
                .findFirst()
                .map(rdn -> IETFUtils.valueToString(rdn.getFirst().getValue()));
    }

    static Optional<String> commonName(ObjectNode body) {
        return Json.text(body, "common_name");
    }

    static X500Name subject(ObjectNode fields, Optional<String> commonName) {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        Json.list(fields.path("country")).forEach(value -> name.addRDN(BCStyle.C, value));
        Json.list(fields.path("organization")).forEach(value -> name.addRDN(BCStyle.O, value));
        Json.list(fields.path("ou")).forEach(value -> name.addRDN(BCStyle.OU, value));
        Json.list(fields.path("locality")).forEach(value -> name.addRDN(BCStyle.L, value));
        Json.list(fields.path("province")).forEach(value -> name.addRDN(BCStyle.ST, value));
        commonName.ifPresent(value -> name.addRDN(BCStyle.CN, value));
        return name.build();
    }

    /** The names that the body asks for in {@code alt_names}, {@code ip_sans} and {@code uri_sans}. */
    static List<GeneralName> names(ObjectNode body) {
        var names = new ArrayList<GeneralName>();
        for (var name : Json.list(body.path("alt_names"))) {
            names.add(new GeneralName(name.contains("@") ? GeneralName.rfc822Name : GeneralName.dNSName, name));
        }
        for (var ip : Json.list(body.path("ip_sans"))) {
            if (!IPAddress.isValid(ip)) {
                throw Refusal.badRequest("the value \"" + ip + "\" is not a valid IP address");
            }
            names.add(new GeneralName(GeneralName.iPAddress, ip));
        }
        for (var uri : Json.list(body.path("uri_sans"))) {
            names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
        }
        return names;
    }

    /** The text of a DNS, mail or URI name; of an address its bytes, as text that only tells two apart. */
    static String text(GeneralName name) {
        return name.getName() instanceof DEROctetString address
                ? HexFormat.of().formatHex(address.getOctets())
                : name.getName().toString();
    }
}
