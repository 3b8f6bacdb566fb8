package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.tls.Pem;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one PKI mount keeps. */
final class PkiStore {
    private static final String ISSUER = "issuer";
    private static final String PENDING = "pending";
    private static final String ROLES = "role/";
    private static final String CERTIFICATES = "certs/";
    private static final String REVOKED = "revoked/";

    private final Storage storage;

    PkiStore(Storage storage) {
        this.storage = storage;
    }

    Optional<Issuer> issuer() {
        return storage.get(ISSUER).map(stored -> {
            try {
                return Issuer.of(stored);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the stored issuer cannot be read", e);
            }
        });
    }

    Issuer existingIssuer() {
        return issuer().orElseThrow(() ->
                Refusal.badRequest("error fetching CA certificate: no default issuer currently configured"));
    }

    void save(Issuer issuer) {
        storage.put(ISSUER, issuer.stored());
    }

    void deleteIssuer() {
        storage.delete(ISSUER);
    }

    /** The key of a request for an intermediate that has not been signed yet. */
    Optional<PrivateKey> pendingKey() {
        return storage.get(PENDING).map(stored -> {
            try {
                return Pem.privateKey(stored.path("key").asText());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the stored key cannot be read", e);
            }
        });
    }

    void savePendingKey(PrivateKey key) {
        storage.put(PENDING, Json.object().put("key", Pem.of(key)));
    }

    List<String> roles() {
        return storage.list(ROLES);
    }

    Optional<PkiRole> role(String name) {
        return storage.get(ROLES + name).map(fields -> new PkiRole(name, (ObjectNode) fields.deepCopy()));
    }

    void save(PkiRole role) {
        storage.put(ROLES + role.name(), role.fields());
    }

    void deleteRole(String name) {
        storage.delete(ROLES + name);
    }

    List<String> serials() {
        return storage.list(CERTIFICATES);
    }

    Optional<String> certificate(String serial) {
        return storage.get(CERTIFICATES + serial)
                .map(stored -> stored.path("pem").asText());
    }

    void save(X509Certificate certificate) {
        storage.put(
                CERTIFICATES + Issuer.serial(certificate.getSerialNumber()),
                Json.object()
                        .put("pem", Pem.of(certificate).strip())
                        .put("expires", certificate.getNotAfter().toInstant().getEpochSecond()));
    }

    Optional<Instant> revokedAt(String serial) {
        return storage.get(REVOKED + serial)
                .map(stored -> Instant.ofEpochSecond(stored.path("at").asLong()));
    }

    void revoke(String serial, Instant at) {
        storage.put(REVOKED + serial, Json.object().put("at", at.getEpochSecond()));
    }

    Map<BigInteger, Instant> revoked() {
        var revoked = new TreeMap<BigInteger, Instant>();
        for (var serial : storage.list(REVOKED)) {
            revokedAt(serial).ifPresent(at -> revoked.put(new BigInteger(serial.replace(":", ""), 16), at));
        }
        return revoked;
    }

    /** Forgets certificates, revoked or not, that ended before the instant. */
    void forgetEndedBefore(Instant end) {
        for (var serial : serials()) {
            var expires = storage.get(CERTIFICATES + serial)
                    .map(stored -> stored.path("expires").asLong())
                    .orElse(Long.MAX_VALUE);
            if (expires < end.getEpochSecond()) {
                storage.delete(CERTIFICATES + serial);
                storage.delete(REVOKED + serial);
            }
        }
    }

    ObjectNode config(String path) {
        return storage.get(path).map(stored -> (ObjectNode) stored.deepCopy()).orElseGet(Json::object);
    }

    void saveConfig(String path, ObjectNode config) {
        storage.put(path, config);
    }
}
