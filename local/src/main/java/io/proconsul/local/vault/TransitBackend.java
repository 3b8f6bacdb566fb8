package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Encryption and signatures as a service. */
final class TransitBackend implements Backend {
    private static final String KEYS = "key/";
    private static final String CONFIG = "config/keys";

    private final Storage storage;
    private final Clock clock;

    TransitBackend(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    @Override
    public boolean creates(Call call) {
        var path = call.segments();
        return path.size() == 2
                && path.get(0).equals("encrypt")
                && find(path.get(1)).isEmpty();
    }

    @Override
    public Response handle(Call call) {
        var path = call.segments();
        return switch (call.segment(0)) {
            case "keys" -> keys(call, path);
            case "config" -> config(call);
            case "encrypt" -> encrypt(call, call.segment(1));
            case "decrypt" -> decrypt(call, call.segment(1));
            case "rewrap" -> rewrap(call, call.segment(1));
            case "datakey" -> dataKey(call, call.segment(1), call.segment(2));
            case "sign" -> sign(call, call.segment(1));
            case "verify" -> verify(call, call.segment(1));
            case "hmac" -> hmac(call, call.segment(1));
            default -> throw Refusal.unsupportedPath();
        };
    }

    private Response keys(Call call, List<String> path) {
        if (path.size() == 1 || path.get(1).isEmpty()) {
            return Answers.keys(storage.list(KEYS));
        }
        var name = path.get(1);
        if (path.size() == 2) {
            return switch (call.operation()) {
                case READ -> Answers.data(describe(find(name).orElseThrow(Refusal::notFound)));
                case DELETE -> delete(name);
                case CREATE, UPDATE -> {
                    if (find(name).isPresent()) {
                        yield Answers.data(describe(existing(name)), List.of("key " + name + " already existed"));
                    }
                    var type = Json.text(call.body(), "type").orElse(TransitKey.AES);
                    yield Answers.data(describe(
                            create(name, type, call.body().path("derived").asBoolean())));
                }
                case LIST -> throw Refusal.unsupportedOperation();
            };
        }
        if (!call.writes()) {
            throw Refusal.unsupportedOperation();
        }
        return switch (path.get(2)) {
            case "rotate" -> Answers.data(describe(save(existing(name).rotated(clock.instant()))));
            case "config" -> Answers.data(describe(save(existing(name).configured(call.body()))));
            default -> throw Refusal.unsupportedPath();
        };
    }

    TransitKey create(String name, String type, boolean derived) {
        return save(TransitKey.create(name, type, derived, clock.instant()));
    }

    void disableUpsert() {
        storage.put(CONFIG, Json.object().put("disable_upsert", true));
    }

    private Response delete(String name) {
        if (!existing(name).deletionAllowed()) {
            throw Refusal.badRequest("error deleting policy " + name + ": deletion is not allowed for this key");
        }
        storage.delete(KEYS + name);
        return Answers.noContent();
    }

    private Response config(Call call) {
        if (!call.path().equals("config/keys")) {
            throw Refusal.unsupportedPath();
        }
        if (call.writes()) {
            storage.put(
                    CONFIG,
                    Json.object()
                            .put(
                                    "disable_upsert",
                                    call.body().path("disable_upsert").asBoolean()));
        }
        return Answers.data(Json.object().put("disable_upsert", upsertDisabled()));
    }

    private boolean upsertDisabled() {
        return storage.get(CONFIG)
                .map(config -> config.path("disable_upsert").asBoolean())
                .orElse(false);
    }

    private Response encrypt(Call call, String name) {
        mustWrite(call);
        if (find(name).isEmpty() && call.operation() == Operation.CREATE && !upsertDisabled()) {
            create(name, TransitKey.AES, call.body().has("context"));
        }
        var key = existing(name);
        key.mustEncrypt();
        return Batch.run(call.body(), item -> {
            var clear = Json.base64(item.path("plaintext").asText(), "plaintext");
            return encrypted(key, item, clear);
        });
    }

    private static ObjectNode encrypted(TransitKey key, ObjectNode item, byte[] clear) {
        int version = key.writable(item.path("key_version").asInt(0));
        return Json.object()
                .put("ciphertext", key.encrypt(clear, context(item), associated(item), version))
                .put("key_version", version);
    }

    private Response decrypt(Call call, String name) {
        mustWrite(call);
        var key = existing(name);
        key.mustEncrypt();
        return Batch.run(call.body(), item -> Json.object().put("plaintext", Json.base64(decrypted(key, item))));
    }

    private static byte[] decrypted(TransitKey key, ObjectNode item) {
        var ciphertext =
                Json.text(item, "ciphertext").orElseThrow(() -> Refusal.badRequest("missing ciphertext to decrypt"));
        return key.decrypt(ciphertext, context(item), associated(item));
    }

    private Response rewrap(Call call, String name) {
        mustWrite(call);
        var key = existing(name);
        key.mustEncrypt();
        return Batch.run(call.body(), item -> encrypted(key, item, decrypted(key, item)));
    }

    private Response dataKey(Call call, String form, String name) {
        mustWrite(call);
        if (!form.equals("plaintext") && !form.equals("wrapped")) {
            throw Refusal.badRequest("Invalid path, must be 'plaintext' or 'wrapped'");
        }
        int bits = call.body().path("bits").asInt(256);
        if (bits != 128 && bits != 256 && bits != 512) {
            throw Refusal.badRequest("invalid bit length");
        }
        var key = existing(name);
        key.mustEncrypt();
        var fresh = new byte[bits / 8];
        new SecureRandom().nextBytes(fresh);
        var data = encrypted(key, call.body(), fresh);
        return Answers.data(form.equals("plaintext") ? data.put("plaintext", Json.base64(fresh)) : data);
    }

    private Response sign(Call call, String name) {
        mustWrite(call);
        var key = existing(name);
        key.mustSign();
        return Batch.run(call.body(), item -> {
            int version = key.writable(item.path("key_version").asInt(0));
            return Json.object()
                    .put("signature", key.sign(Json.base64(Json.required(item, "input"), "input"), version))
                    .put("key_version", version);
        });
    }

    private Response verify(Call call, String name) {
        mustWrite(call);
        var key = existing(name);
        return Batch.run(call.body(), item -> {
            var input = Json.base64(Json.required(item, "input"), "input");
            var mac = Json.text(item, "hmac");
            if (mac.isPresent()) {
                return Json.object().put("valid", key.verifyMac(input, algorithm(call, "hash_algorithm"), mac.get()));
            }
            key.mustSign();
            return Json.object().put("valid", key.verify(input, Json.required(item, "signature")));
        });
    }

    private Response hmac(Call call, String name) {
        mustWrite(call);
        var key = existing(name);
        var algorithm = algorithm(call, "algorithm");
        return Batch.run(call.body(), item -> {
            var input = Json.base64(Json.required(item, "input"), "input");
            int version = key.writable(item.path("key_version").asInt(0));
            return Json.object().put("hmac", key.mac(input, algorithm, version));
        });
    }

    /** Stands at the end of the path, or in the body. */
    private static String algorithm(Call call, String field) {
        return call.segments().size() > 2
                ? call.segment(2)
                : Json.text(call.body(), field)
                        .or(() -> Json.text(call.body(), "algorithm"))
                        .orElse("sha2-256");
    }

    private static Optional<byte[]> context(ObjectNode item) {
        return Json.text(item, "context").map(text -> Json.base64(text, "context"));
    }

    private static byte[] associated(ObjectNode item) {
        return Json.base64(item.path("associated_data").asText(""), "associated_data");
    }

    private static void mustWrite(Call call) {
        if (!call.writes()) {
            throw Refusal.unsupportedOperation();
        }
    }

    private Optional<TransitKey> find(String name) {
        return storage.get(KEYS + name).map(json -> Json.MAPPER.convertValue(json, TransitKey.class));
    }

    private TransitKey existing(String name) {
        return find(name).orElseThrow(() -> Refusal.badRequest("encryption key not found"));
    }

    private TransitKey save(TransitKey key) {
        storage.put(KEYS + key.name(), Json.MAPPER.valueToTree(key));
        return key;
    }

    private static ObjectNode describe(TransitKey key) {
        boolean signs = key.type().equals(TransitKey.ED25519);
        boolean encrypts = key.type().equals(TransitKey.AES);
        var data = Json.object()
                .put("allow_plaintext_backup", false)
                .put("auto_rotate_period", 0)
                .put("deletion_allowed", key.deletionAllowed())
                .put("derived", key.derived())
                .put("exportable", false)
                .put("imported_key", false)
                .put("latest_version", key.latest())
                .put("min_available_version", 0)
                .put("min_decryption_version", key.minDecryptionVersion())
                .put("min_encryption_version", key.minEncryptionVersion())
                .put("name", key.name())
                .put("supports_decryption", encrypts)
                .put("supports_derivation", signs || encrypts)
                .put("supports_encryption", encrypts)
                .put("supports_signing", signs)
                .put("type", key.type());
        if (key.derived()) {
            data.put("kdf", "hkdf_sha256").put("convergent_encryption", false);
        }
        var versions = data.putObject("keys");
        for (int version = key.minDecryptionVersion(); version <= key.latest(); version++) {
            var one = key.versions().get(version - 1);
            if (signs) {
                versions.putObject(Integer.toString(version))
                        .put("certificate_chain", "")
                        .put("creation_time", one.created().toString())
                        .put("name", "ed25519")
                        .put("public_key", one.rawPublicKey());
            } else {
                versions.put(Integer.toString(version), one.created().getEpochSecond());
            }
        }
        return data;
    }
}
