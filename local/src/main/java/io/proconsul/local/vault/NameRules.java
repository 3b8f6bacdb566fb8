package io.proconsul.local.vault;

import java.util.Locale;
import java.util.regex.Pattern;

/** Decides which names a role lets into a certificate. */
final class NameRules {
    private static final Pattern HOSTNAME = Pattern.compile(
            "(\\*\\.)?([a-zA-Z0-9_]|[a-zA-Z0-9_][a-zA-Z0-9_-]*[a-zA-Z0-9_])(\\.([a-zA-Z0-9_]|[a-zA-Z0-9_][a-zA-Z0-9_-]*[a-zA-Z0-9_]))*\\.?");

    private final PkiRole role;

    NameRules(PkiRole role) {
        this.role = role;
    }

    void checkCommonName(String name) {
        if (!allows(name)) {
            throw Refusal.badRequest("common name " + name + " not allowed by this role");
        }
    }

    void checkAlternativeName(String name) {
        if (!allows(name)) {
            throw Refusal.badRequest("subject alternate name " + name + " not allowed by this role");
        }
    }

    private boolean allows(String asked) {
        var name = asked.toLowerCase(Locale.ROOT);
        boolean wildcard = name.startsWith("*.");
        if (wildcard && !role.is("allow_wildcard_certificates")) {
            return false;
        }
        if (role.is("enforce_hostnames") && !HOSTNAME.matcher(name).matches()) {
            return false;
        }
        if (role.is("allow_any_name")) {
            return true;
        }
        if (role.is("allow_localhost") && (name.equals("localhost") || name.equals("localdomain"))) {
            return true;
        }
        return role.list("allowed_domains").stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .anyMatch(domain -> permits(domain, name));
    }

    private boolean permits(String domain, String name) {
        if (role.is("allow_bare_domains") && name.equals(domain)) {
            return true;
        }
        if (role.is("allow_subdomains") && name.endsWith("." + domain)) {
            return true;
        }
        return role.is("allow_glob_domains")
                && domain.contains("*")
                && Pattern.compile("\\*")
                        .splitAsStream(domain)
                        .map(Pattern::quote)
                        .reduce((a, b) -> a + ".*" + b)
                        .map(regex -> name.matches(domain.endsWith("*") ? regex + ".*" : regex))
                        .orElse(true);
    }
}
