package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Response;
import io.proconsul.local.tls.Pem;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes roots and intermediates: the paths {@code root/} and {@code intermediate/} of a PKI mount. */
final class PkiAuthority {
    private final PkiStore store;
    private final Mount mount;
    private final Clock clock;

    PkiAuthority(PkiStore store, Mount mount, Clock clock) {
        this.store = store;
        this.mount = mount;
        this.clock = clock;
    }

    Response handle(Call call) {
        if (call.path().equals("root") && call.operation() == Operation.DELETE) {
            store.deleteIssuer();
            return Answers.noContent();
        }
        if (!call.writes()) {
            throw Refusal.unsupportedOperation();
        }
        return switch (call.path()) {
            case "root/generate/internal" -> root(call.body(), false);
            case "root/generate/exported" -> root(call.body(), true);
            case "root/sign-intermediate" -> signIntermediate(call.body());
            case "intermediate/generate/internal" -> request(call.body(), false);
            case "intermediate/generate/exported" -> request(call.body(), true);
            case "intermediate/set-signed" -> setSigned(call.body());
            default -> throw Refusal.unsupportedPath();
        };
    }

    private Response root(ObjectNode body, boolean exported) {
        if (store.issuer().isPresent()) {
            throw Refusal.badRequest("this stand-in keeps one issuer per mount; delete the present root first");
        }
        var keys = kind(body).generate();
        var warnings = new ArrayList<String>();
        var wish = wish(body, keys, Optional.empty(), warnings);
        var issuer = Issuer.root(keys.getPrivate(), wish, pathLength(body));
        store.save(issuer);
        store.save(issuer.certificate());
        var pem = Pem.of(issuer.certificate()).strip();
        var data = Json.object()
                .put("certificate", pem)
                .put("expiration", seconds(issuer.certificate()))
                .put("issuer_id", id(issuer.certificate()))
                .put("issuer_name", Json.text(body, "issuer_name").orElse(""))
                .put("issuing_ca", pem)
                .put("key_id", UUID.randomUUID().toString())
                .put("key_name", Json.text(body, "key_name").orElse(""))
                .put("serial_number", Issuer.serial(issuer.certificate().getSerialNumber()));
        return Answers.data(exported ? withKey(data, keys.getPrivate(), body) : data, warnings);
    }

    private Response request(ObjectNode body, boolean exported) {
        var keys = kind(body).generate();
        var csr = CertificateRequest.make(body, keys);
        store.savePendingKey(keys.getPrivate());
        var data = Json.object().put("csr", csr).put("key_id", UUID.randomUUID().toString());
        return Answers.data(exported ? withKey(data, keys.getPrivate(), body) : data);
    }

    private Response setSigned(ObjectNode body) {
        var chain = certificates(Json.text(body, "certificate")
                .orElseThrow(() -> Refusal.badRequest("no certificate provided in the \"certificate\" parameter")));
        var certificate = chain.get(0);
        if (certificate.getBasicConstraints() < 0) {
            throw Refusal.badRequest("given certificate is not marked for CA use and cannot be used with this backend");
        }
        var key = store.pendingKey()
                .filter(candidate -> belongs(candidate, certificate))
                .orElseThrow(() -> Refusal.badRequest(
                        "verification of parsed bundle failed: the certificate matches no key of this mount"));
        store.save(new Issuer(key, chain));
        var issuers = chain.stream().map(PkiAuthority::id).toList();
        var data = Json.object();
        data.set("imported_issuers", Json.array(issuers));
        data.putNull("imported_keys");
        data.putObject("mapping").put(issuers.get(0), id(certificate));
        data.putNull("existing_issuers");
        data.putNull("existing_keys");
        return Answers.data(data);
    }

    private Response signIntermediate(ObjectNode body) {
        var issuer = store.existingIssuer();
        var request = CertificateRequest.parse(body);
        var warnings = new ArrayList<String>();
        var commonName = body.path("use_csr_values").asBoolean()
                ? request.commonName()
                : CertificateRequest.commonName(body).or(request::commonName);
        if (commonName.isEmpty()) {
            throw Refusal.badRequest("the common_name field is required");
        }
        var subject = body.path("use_csr_values").asBoolean()
                ? request.subject()
                : CertificateRequest.subject(body, commonName);
        var now = now();
        var wish = new Issuer.Wish(
                subject,
                request.key(),
                Issuer.names(List.of()),
                now.minusSeconds(30),
                end(body, now, Optional.of(issuer.certificate()), warnings));
        var signed = issuer.intermediate(wish, pathLength(body));
        store.save(signed);
        var chain = new ArrayList<X509Certificate>(issuer.chain());
        chain.add(0, signed);
        var data = Json.object()
                .put("certificate", Pem.of(signed).strip())
                .put("expiration", seconds(signed))
                .put("issuing_ca", Pem.of(issuer.certificate()).strip())
                .put("serial_number", Issuer.serial(signed.getSerialNumber()));
        data.set(
                "ca_chain",
                Json.array(chain.stream().map(one -> Pem.of(one).strip()).toList()));
        return Answers.data(data, warnings);
    }

    private Issuer.Wish wish(ObjectNode body, KeyPair keys, Optional<X509Certificate> above, List<String> warnings) {
        var commonName = CertificateRequest.commonName(body)
                .orElseThrow(() -> Refusal.badRequest("the common_name field is required"));
        var now = now();
        return new Issuer.Wish(
                CertificateRequest.subject(body, Optional.of(commonName)),
                keys.getPublic(),
                Issuer.names(List.of()),
                now.minusSeconds(30),
                end(body, now, above, warnings));
    }

    /** Vault lets an intermediate outlive neither the mount's limit (cut) nor its issuer (cut for authorities). */
    private Instant end(ObjectNode body, Instant now, Optional<X509Certificate> above, List<String> warnings) {
        var asked = Json.duration(body.path("ttl"));
        var ttl = asked.isZero() ? mount.defaultTtl() : asked;
        if (ttl.compareTo(mount.maxTtl()) > 0) {
            warnings.add("TTL \"" + ttl.toHours() + "h0m0s\" is longer than permitted maxTTL \""
                    + mount.maxTtl().toHours() + "h0m0s\", so maxTTL is being used");
            ttl = mount.maxTtl();
        }
        var end = now.plus(ttl);
        var limit = above.map(issuer -> issuer.getNotAfter().toInstant());
        return limit.filter(end::isAfter).orElse(end);
    }

    private static ObjectNode withKey(ObjectNode data, PrivateKey key, ObjectNode body) {
        boolean pkcs8 = body.path("private_key_format").asText().equals("pkcs8");
        return data.put("private_key", pkcs8 ? Pem.of(key).strip() : KeyKind.traditionalPem(key))
                .put("private_key_type", kind(body).type());
    }

    private static KeyKind kind(ObjectNode body) {
        return KeyKind.of(
                Json.text(body, "key_type").orElse("rsa"), body.path("key_bits").asInt(0));
    }

    private static int pathLength(ObjectNode body) {
        return body.path("max_path_length").asInt(-1);
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        try {
            var proof = new byte[] {1};
            var algorithm = KeyKind.signatureAlgorithm(key);
            var signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(proof);
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(proof);
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }

    private static List<X509Certificate> certificates(String pem) {
        try {
            var chain = Pem.certificates(pem);
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            throw Refusal.badRequest("supplied certificate could not be parsed: " + e.getMessage());
        }
        throw Refusal.badRequest("supplied certificate could not be parsed");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static long seconds(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().getEpochSecond();
    }

    private static String id(X509Certificate certificate) {
        return UUID.nameUUIDFromBytes(certificate.getSerialNumber().toByteArray())
                .toString();
    }
}
