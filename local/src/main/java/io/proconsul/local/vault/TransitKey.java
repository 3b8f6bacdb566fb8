package io.proconsul.local.vault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * A named key of the transit engine with all its versions, the first being 1.
 *
 * @param derived whether each context has a key of its own (HKDF-SHA256 of the version's key, as Vault derives)
 * @param minEncryptionVersion 0: the latest
 */
record TransitKey(
        String name,
        String type,
        boolean derived,
        int minDecryptionVersion,
        int minEncryptionVersion,
        boolean deletionAllowed,
        List<Version> versions) {

    static final String AES = "aes256-gcm96";
    static final String ED25519 = "ed25519";
    static final String HMAC = "hmac";

    private static final Map<String, String> MACS =
            Map.of("sha2-256", "HmacSHA256", "sha2-384", "HmacSHA384", "sha2-512", "HmacSHA512");

    /**
     * One generation of the key, in base64.
     *
     * @param secret the raw key of AES or HMAC, or PKCS#8
     * @param shared SubjectPublicKeyInfo; empty for AES and HMAC
     */
    record Version(Instant created, String secret, String shared) {
        /** The 32 bytes of an Ed25519 public key, in base64, as Vault shows them. */
        @JsonIgnore
        String rawPublicKey() {
            var spki = Json.base64(shared, "public key");
            return Json.base64(Arrays.copyOfRange(spki, spki.length - 32, spki.length));
        }
    }

    static TransitKey create(String name, String type, boolean derived, Instant now) {
        if (!type.equals(AES) && !type.equals(ED25519) && !type.equals(HMAC)) {
            throw Refusal.badRequest("unknown key type " + type);
        }
        if (!type.equals(AES) && derived) {
            throw Refusal.badRequest("derivation of " + type + " keys is not served by this stand-in");
        }
        return new TransitKey(name, type, derived, 1, 0, false, List.of()).rotated(now);
    }

    int latest() {
        return versions.size();
    }

    TransitKey rotated(Instant now) {
        var more = new ArrayList<>(versions);
        more.add(newVersion(now));
        return new TransitKey(name, type, derived, minDecryptionVersion, minEncryptionVersion, deletionAllowed, more);
    }

    TransitKey configured(ObjectNode config) {
        int decrypt = config.path("min_decryption_version").asInt(minDecryptionVersion);
        int encrypt = config.path("min_encryption_version").asInt(minEncryptionVersion);
        if (decrypt > latest() || encrypt > latest()) {
            throw Refusal.badRequest("cannot set min decryption version of " + decrypt
                    + ", the latest version of the key is " + latest());
        }
        if (encrypt > 0 && encrypt < decrypt) {
            throw Refusal.badRequest("cannot set min encryption version of " + encrypt
                    + "; min decryption version is set to " + decrypt);
        }
        boolean deletable = config.path("deletion_allowed").asBoolean(deletionAllowed);
        return new TransitKey(name, type, derived, Math.max(1, decrypt), encrypt, deletable, versions);
    }

    /** Answers {@code vault:v<version>:<base64>}. */
    String encrypt(byte[] clear, Optional<byte[]> context, byte[] associated, int askedVersion) {
        int version = writable(askedVersion);
        var hidden = new AesGcm(symmetric(version, context)).seal(clear, associated);
        return prefix(version) + Json.base64(hidden);
    }

    byte[] decrypt(String ciphertext, Optional<byte[]> context, byte[] associated) {
        int version = readable(ciphertext, "invalid ciphertext: ");
        var hidden = Json.base64(payload(ciphertext), "ciphertext");
        try {
            return new AesGcm(symmetric(version, context)).open(hidden, associated);
        } catch (GeneralSecurityException forged) {
            throw Refusal.badRequest("cipher: message authentication failed");
        }
    }

    String sign(byte[] input, int askedVersion) {
        int version = writable(askedVersion);
        try {
            var key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Json.base64(version(version).secret(), "key")));
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(input);
            return prefix(version) + Json.base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + name, e);
        }
    }

    boolean verify(byte[] input, String signed) {
        int version = readable(signed, "invalid signature: ");
        try {
            var key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(
                            new X509EncodedKeySpec(Json.base64(version(version).shared(), "key")));
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(input);
            return signature.verify(Json.base64(payload(signed), "signature"));
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** Answers {@code vault:v<version>:<base64>}. Every type of key has one for this. */
    String mac(byte[] input, String algorithm, int version) {
        return prefix(version) + Json.base64(rawMac(input, algorithm, version));
    }

    boolean verifyMac(byte[] input, String algorithm, String mac) {
        int version = readable(mac, "invalid HMAC to verify: ");
        return MessageDigest.isEqual(rawMac(input, algorithm, version), Json.base64(payload(mac), "hmac"));
    }

    private byte[] rawMac(byte[] input, String algorithm, int version) {
        var name = Optional.ofNullable(MACS.get(algorithm))
                .orElseThrow(() -> Refusal.badRequest("unsupported algorithm \"" + algorithm + "\""));
        try {
            var mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(macKey(version), name));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot authenticate with " + this.name, e);
        }
    }

    private byte[] macKey(int version) {
        var secret = Json.base64(version(version).secret(), "key");
        return type.equals(HMAC) ? secret : expanded(secret, "hmac".getBytes(StandardCharsets.UTF_8));
    }

    void mustEncrypt() {
        if (!type.equals(AES)) {
            throw Refusal.badRequest("message decryption not supported for key type " + type);
        }
    }

    void mustSign() {
        if (!type.equals(ED25519)) {
            throw Refusal.badRequest("key type " + type + " does not support signing");
        }
    }

    int writable(int asked) {
        int lowest = Math.max(minEncryptionVersion, 1);
        int version = asked == 0 ? latest() : asked;
        if (version > latest()) {
            throw Refusal.badRequest("requested version for encryption is higher than the latest key version");
        }
        if (version < lowest) {
            throw Refusal.badRequest(
                    "requested version for encryption is less than the minimum encryption key version");
        }
        return version;
    }

    private int readable(String text, String complaint) {
        if (!text.startsWith("vault:v")) {
            throw Refusal.badRequest(complaint + "no prefix");
        }
        var parts = text.split(":", 3);
        if (parts.length != 3 || !parts[1].matches("v[1-9]\\d{0,8}")) {
            throw Refusal.badRequest(complaint + "version number could not be decoded");
        }
        int version = Integer.parseInt(parts[1].substring(1));
        if (version > latest()) {
            throw Refusal.badRequest(complaint + "version is too new");
        }
        if (version < minDecryptionVersion) {
            throw Refusal.badRequest("ciphertext or signature version is disallowed by policy (too old)");
        }
        return version;
    }

    private static String payload(String text) {
        return text.split(":", 3)[2];
    }

    private static String prefix(int version) {
        return "vault:v" + version + ":";
    }

    private Version version(int version) {
        return versions.get(version - 1);
    }

    private byte[] symmetric(int version, Optional<byte[]> context) {
        var key = Json.base64(version(version).secret(), "key");
        if (!derived) {
            return key;
        }
        var info = context.filter(bytes -> bytes.length > 0)
                .orElseThrow(
                        () -> Refusal.badRequest("missing 'context' for key derivation; the key was created using a"
                                + " derived key, which means additional, per-request information must be included in order to"
                                + " perform operations with the key"));
        return expanded(key, info);
    }

    private static byte[] expanded(byte[] key, byte[] info) {
        var hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(key, null, info));
        var own = new byte[AesGcm.KEY_BYTES];
        hkdf.generateBytes(own, 0, own.length);
        return own;
    }

    private Version newVersion(Instant now) {
        if (!type.equals(ED25519)) {
            return new Version(now, Json.base64(AesGcm.newKey()), "");
        }
        try {
            var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new Version(
                    now,
                    Json.base64(keys.getPrivate().getEncoded()),
                    Json.base64(keys.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }
}
