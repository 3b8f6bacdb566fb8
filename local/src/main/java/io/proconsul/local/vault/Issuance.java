package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Turns what a caller asks of a role into what may be certified, or refuses it. A lifetime that is too long is cut with a
 * warning; one that outlives the issuer is refused, as Vault does by default.
 */
final class Issuance {
    private final PkiRole role;
    private final Mount mount;
    private final Instant issuerEnd;
    private final Clock clock;
    private final List<String> warnings = new ArrayList<>();

    Issuance(PkiRole role, Mount mount, Instant issuerEnd, Clock clock) {
        this.role = role;
        this.mount = mount;
        this.issuerEnd = issuerEnd;
        this.clock = clock;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** For a key that Vault made. */
    Issuer.Wish wish(ObjectNode body, PublicKey key) {
        return wish(body, CertificateRequest.commonName(body), CertificateRequest.names(body), key);
    }

    /** For a key of the caller's. */
    Issuer.Wish wish(ObjectNode body, CertificateRequest request) {
        KeyKind.of(role.text("key_type"), role.fields().path("key_bits").asInt())
                .check(request.key());
        var commonName = role.is("use_csr_common_name") ? request.commonName() : Optional.<String>empty();
        var names = role.is("use_csr_sans") ? request.names() : CertificateRequest.names(body);
        return wish(body, commonName.or(() -> CertificateRequest.commonName(body)), names, request.key());
    }

    private Issuer.Wish wish(ObjectNode body, Optional<String> commonName, List<GeneralName> asked, PublicKey key) {
        if (commonName.isEmpty() && role.is("require_cn")) {
            throw Refusal.badRequest("the common_name field is required, or must be provided in a CSR with"
                    + " \"use_csr_common_name\" set to true, unless \"require_cn\" is set to false");
        }
        var rules = new NameRules(role);
        commonName.ifPresent(rules::checkCommonName);
        var names = new ArrayList<GeneralName>();
        if (!body.path("exclude_cn_from_sans").asBoolean()) {
            commonName.ifPresent(name -> names.add(new GeneralName(GeneralName.dNSName, name)));
        }
        for (var name : asked) {
            check(rules, name);
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var subject = CertificateRequest.subject(role.fields(), commonName);
        return new Issuer.Wish(subject, key, Issuer.names(names), now.minus(role.notBefore()), end(body, now));
    }

    private void check(NameRules rules, GeneralName name) {
        switch (name.getTagNo()) {
            case GeneralName.iPAddress -> {
                if (!role.is("allow_ip_sans")) {
                    throw Refusal.badRequest(
                            "IP Subject Alternative Names are not allowed in this role, but was provided "
                                    + CertificateRequest.text(name));
                }
            }
            case GeneralName.uniformResourceIdentifier -> {
                if (!role.list("allowed_uri_sans").contains(CertificateRequest.text(name))) {
                    throw Refusal.badRequest(
                            "URI Subject Alternative Names were provided via CSR which are not valid for this role");
                }
            }
            case GeneralName.dNSName -> rules.checkAlternativeName(CertificateRequest.text(name));
            default ->
                throw Refusal.badRequest(
                        "subject alternate name " + CertificateRequest.text(name) + " not allowed by this role");
        }
    }

    private Instant end(ObjectNode body, Instant now) {
        var asked = Json.duration(body.path("ttl"));
        var max = role.maxTtl().isZero() ? mount.maxTtl() : role.maxTtl();
        var ttl = first(asked, role.ttl(), mount.defaultTtl());
        if (ttl.compareTo(max) > 0) {
            warnings.add("TTL \"" + text(ttl) + "\" is longer than permitted maxTTL \"" + text(max)
                    + "\", so maxTTL is being used");
            ttl = max;
        }
        var end = now.plus(ttl);
        if (end.isAfter(issuerEnd)) {
            throw Refusal.badRequest("cannot satisfy request, as TTL would result in notAfter of " + end
                    + " that is beyond the expiration of the CA certificate at " + issuerEnd);
        }
        return end;
    }

    private static Duration first(Duration... durations) {
        for (var duration : durations) {
            if (!duration.isZero()) {
                return duration;
            }
        }
        return Mount.SYSTEM_MAX_TTL;
    }

    private static String text(Duration ttl) {
        return ttl.toHours() + "h" + ttl.toMinutesPart() + "m" + ttl.toSecondsPart() + "s";
    }
}
