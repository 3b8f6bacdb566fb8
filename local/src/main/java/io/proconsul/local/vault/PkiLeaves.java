package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Response;
import io.proconsul.local.tls.Pem;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Issues, shows and revokes the certificates of a PKI mount. */
final class PkiLeaves {
    private static final Duration CRL_VALIDITY = Duration.ofDays(3);

    private final PkiStore store;
    private final Mount mount;
    private final Clock clock;

    PkiLeaves(PkiStore store, Mount mount, Clock clock) {
        this.store = store;
        this.mount = mount;
        this.clock = clock;
    }

    /** {@code issue/:role} with a key made here, {@code sign/:role} with a key made by the caller. */
    Response issue(Call call) {
        if (!call.writes()) {
            throw Refusal.unsupportedOperation();
        }
        var name = call.segment(1);
        var role = store.role(name).orElseThrow(() -> Refusal.badRequest("unknown role: " + name));
        var issuer = store.existingIssuer();
        var issuance =
                new Issuance(role, mount, issuer.certificate().getNotAfter().toInstant(), clock);
        if (call.segment(0).equals("sign")) {
            var wish = issuance.wish(call.body(), CertificateRequest.parse(call.body()));
            return answer(call.body(), role, issuer, issuer.leaf(wish, role), Optional.empty(), issuance.warnings());
        }
        var kind =
                KeyKind.of(role.text("key_type"), role.fields().path("key_bits").asInt());
        var keys = kind.generate();
        var wish = issuance.wish(call.body(), keys.getPublic());
        return answer(
                call.body(),
                role,
                issuer,
                issuer.leaf(wish, role),
                Optional.of(keys.getPrivate()),
                issuance.warnings());
    }

    private Response answer(
            ObjectNode body,
            PkiRole role,
            Issuer issuer,
            X509Certificate leaf,
            Optional<PrivateKey> key,
            List<String> warnings) {
        if (!role.is("no_store")) {
            store.save(leaf);
        }
        var format = new Format(Json.text(body, "format").orElse("pem"));
        var chain = issuer.chain();
        if (body.path("remove_roots_from_chain").asBoolean()) {
            chain = chain.stream()
                    .filter(one -> !one.getSubjectX500Principal().equals(one.getIssuerX500Principal()))
                    .toList();
        }
        var data = Json.object()
                .put("certificate", format.certificate(leaf, chain, key))
                .put("expiration", leaf.getNotAfter().toInstant().getEpochSecond())
                .put("issuing_ca", format.certificate(issuer.certificate()));
        data.set("ca_chain", Json.array(chain.stream().map(format::certificate).toList()));
        data.put("serial_number", Issuer.serial(leaf.getSerialNumber()));
        key.ifPresent(
                made -> data.put("private_key", format.key(made, body)).put("private_key_type", role.text("key_type")));
        return Answers.data(data, warnings);
    }

    /** The encodings of {@code format}. */
    private record Format(String name) {
        String certificate(X509Certificate certificate) {
            try {
                return name.equals("der")
                        ? Json.base64(certificate.getEncoded())
                        : Pem.of(certificate).strip();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        String certificate(X509Certificate leaf, List<X509Certificate> chain, Optional<PrivateKey> key) {
            if (!name.equals("pem_bundle")) {
                return certificate(leaf);
            }
            var keyPem = key.map(made -> KeyKind.traditionalPem(made) + "\n").orElse("");
            return (keyPem + Pem.of(leaf) + Pem.of(chain)).strip();
        }

        String key(PrivateKey key, ObjectNode body) {
            boolean pkcs8 = body.path("private_key_format").asText().equals("pkcs8");
            if (name.equals("der")) {
                return Json.base64(key.getEncoded());
            }
            return pkcs8 ? Pem.of(key).strip() : KeyKind.traditionalPem(key);
        }
    }

    Response read(Call call) {
        return switch (call.path()) {
            case "ca" -> raw("application/pkix-cert", der(store.existingIssuer().certificate()));
            case "ca/pem" -> raw("application/pem-certificate-chain", caPem());
            case "ca_chain" -> raw("application/pem-certificate-chain", chainPem());
            case "crl" -> raw("application/pkix-crl", der(crl()));
            case "crl/pem" ->
                raw(
                        "application/x-pem-file",
                        Body.of(Pem.block("X509 CRL", der(crl()).bytes())));
            case "crl/rotate" -> rotated();
            case "certs" -> Answers.keys(store.serials());
            case "cert/ca" -> Answers.data(shown(caPem().text()));
            // The only one of them that says it twice.
            case "cert/ca_chain" ->
                Answers.data(shown(chainPem().text())
                        .put("ca_chain", chainPem().text().strip()));
            case "cert/crl" ->
                Answers.data(shown(Pem.block("X509 CRL", der(crl()).bytes())));
            default -> certificate(call);
        };
    }

    private Response certificate(Call call) {
        var path = call.segments();
        if (path.size() != 2 || !path.get(0).equals("cert")) {
            throw Refusal.unsupportedPath();
        }
        var serial = normal(path.get(1));
        var pem = store.certificate(serial).orElseThrow(Refusal::notFound);
        return Answers.data(Json.object()
                .put("certificate", pem)
                .put(
                        "revocation_time",
                        store.revokedAt(serial).map(at -> at.getEpochSecond()).orElse(0L))
                .put(
                        "revocation_time_rfc3339",
                        store.revokedAt(serial).map(Object::toString).orElse("")));
    }

    Response revoke(Call call) {
        var serial = normal(Json.text(call.body(), "serial_number")
                .orElseThrow(() -> Refusal.badRequest("The serial number or certificate to revoke must be provided.")));
        if (store.certificate(serial).isEmpty()) {
            throw Refusal.badRequest("certificate with serial " + serial + " not found");
        }
        var at = store.revokedAt(serial).orElseGet(() -> {
            var now = clock.instant();
            store.revoke(serial, now);
            return now;
        });
        return Answers.data(Json.object()
                .put("revocation_time", at.getEpochSecond())
                .put("revocation_time_rfc3339", at.toString())
                .put("state", "revoked"));
    }

    Response tidy() {
        store.forgetEndedBefore(clock.instant().minus(CRL_VALIDITY));
        return Answers.accepted(List.of(
                "Tidy operation successfully started. Any information from the operation will be printed to Vault's"
                        + " server logs."));
    }

    private Response rotated() {
        crl();
        return Answers.data(Json.object().put("success", true));
    }

    private X509CRL crl() {
        return store.existingIssuer().crl(store.revoked(), clock.instant(), CRL_VALIDITY);
    }

    private Body caPem() {
        return Body.of(Pem.of(store.existingIssuer().certificate()).strip());
    }

    private Body chainPem() {
        return Body.of(store.existingIssuer().chain().stream()
                .map(one -> Pem.of(one).strip())
                .collect(Collectors.joining("\n")));
    }

    private static ObjectNode shown(String pem) {
        return Json.object()
                .put("certificate", pem.strip())
                .put("revocation_time", 0)
                .put("revocation_time_rfc3339", "");
    }

    private static Response raw(String type, Body body) {
        return new Response(200, Map.of("Content-Type", type), body);
    }

    private static Body der(X509Certificate certificate) {
        try {
            return Body.of(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Body der(X509CRL list) {
        try {
            return Body.of(list.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String normal(String serial) {
        return serial.replace('-', ':').toLowerCase(Locale.ROOT);
    }
}
