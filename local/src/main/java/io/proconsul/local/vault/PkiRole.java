package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The constraints that a PKI role puts on certificates, with Vault's defaults. */
record PkiRole(String name, ObjectNode fields) {
    private static final Set<String> LISTS = Set.of(
            "allowed_domains",
            "allowed_uri_sans",
            "allowed_other_sans",
            "allowed_serial_numbers",
            "allowed_user_ids",
            "key_usage",
            "ext_key_usage",
            "ext_key_usage_oids",
            "ou",
            "organization",
            "country",
            "locality",
            "province",
            "street_address",
            "postal_code",
            "policy_identifiers",
            "cn_validations");
    private static final Set<String> DURATIONS = Set.of("ttl", "max_ttl", "not_before_duration");

    static PkiRole of(String name, ObjectNode request) {
        var fields = defaults();
        for (var field : request.properties()) {
            var value = field.getValue();
            if (!fields.has(field.getKey()) || value.isNull()) {
                continue;
            }
            if (LISTS.contains(field.getKey())) {
                fields.set(field.getKey(), Json.array(Json.list(value)));
            } else if (DURATIONS.contains(field.getKey())) {
                fields.put(field.getKey(), Json.duration(value).toSeconds());
            } else if (fields.path(field.getKey()).isBoolean()) {
                fields.put(field.getKey(), value.asBoolean());
            } else if (fields.path(field.getKey()).isInt()) {
                fields.put(field.getKey(), value.asInt());
            } else {
                fields.set(field.getKey(), value);
            }
        }
        var role = new PkiRole(name, fields);
        if (role.maxTtl().toSeconds() > 0 && role.ttl().compareTo(role.maxTtl()) > 0) {
            throw Refusal.badRequest("\"ttl\" value must be less than \"max_ttl\" value");
        }
        var kind = KeyKind.of(role.text("key_type"), fields.path("key_bits").asInt());
        return new PkiRole(name, fields.put("key_bits", kind.bits()));
    }

    boolean is(String field) {
        return fields.path(field).asBoolean();
    }

    String text(String field) {
        return fields.path(field).asText();
    }

    List<String> list(String field) {
        return Json.list(fields.path(field));
    }

    Duration ttl() {
        return Json.duration(fields.path("ttl"));
    }

    Duration maxTtl() {
        return Json.duration(fields.path("max_ttl"));
    }

    Duration notBefore() {
        return Json.duration(fields.path("not_before_duration"));
    }

    private static ObjectNode defaults() {
        var fields = Json.object()
                .put("issuer_ref", "default")
                .put("ttl", 0L)
                .put("max_ttl", 0L)
                .put("allow_localhost", true)
                .put("allowed_domains_template", false)
                .put("allow_bare_domains", false)
                .put("allow_subdomains", false)
                .put("allow_glob_domains", false)
                .put("allow_wildcard_certificates", true)
                .put("allow_any_name", false)
                .put("enforce_hostnames", true)
                .put("allow_ip_sans", true)
                .put("allowed_uri_sans_template", false)
                .put("server_flag", true)
                .put("client_flag", true)
                .put("code_signing_flag", false)
                .put("email_protection_flag", false)
                .put("key_type", "rsa")
                .put("key_bits", 0)
                .put("signature_bits", 0)
                .put("use_pss", false)
                .put("use_csr_common_name", true)
                .put("use_csr_sans", true)
                .put("generate_lease", false)
                .put("no_store", false)
                .put("require_cn", true)
                .put("basic_constraints_valid_for_non_ca", false)
                .put("not_before_duration", 30L)
                .put("not_after", "");
        LISTS.forEach(fields::putArray);
        fields.set("key_usage", Json.array(List.of("DigitalSignature", "KeyAgreement", "KeyEncipherment")));
        fields.set("cn_validations", Json.array(List.of("email", "hostname")));
        return fields;
    }
}
