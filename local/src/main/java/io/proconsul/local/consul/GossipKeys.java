package io.proconsul.local.consul;

import io.proconsul.local.tls.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The gossip keyring: messages are sealed with the first key and opened with any (AES-GCM). It is kept in
 * {@code serf/local.keyring}, which wins over the configured key once it exists.
 */
final class GossipKeys {
    private static final int NONCE = 12;

    private final Path file;
    private List<String> keys;

    private GossipKeys(Path file, List<String> keys) {
        this.file = file;
        this.keys = keys;
    }

    static GossipKeys open(Path dataDir, Optional<String> configured) throws IOException {
        var file = dataDir.resolve("serf/local.keyring");
        var keys = new ArrayList<String>();
        if (Files.exists(file)) {
            Json.parse(Files.readString(file)).forEach(key -> keys.add(key.asText()));
        } else {
            configured.ifPresent(keys::add);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("this stand-in needs a gossip key: \"encrypt\" is not set");
        }
        var ring = new GossipKeys(file, List.copyOf(keys));
        ring.save();
        return ring;
    }

    static void check(String key) {
        try {
            int length = Base64.getDecoder().decode(key).length;
            if (length != 16 && length != 24 && length != 32) {
                throw new IllegalArgumentException("Invalid encryption key: key must be 16, 24 or 32 bytes");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("encrypt has invalid key: " + e.getMessage(), e);
        }
    }

    synchronized List<String> all() {
        return keys;
    }

    synchronized String primary() {
        return keys.get(0);
    }

    synchronized void install(String key) {
        check(key);
        if (!keys.contains(key)) {
            var more = new ArrayList<>(keys);
            more.add(key);
            keys = List.copyOf(more);
            save();
        }
    }

    synchronized void use(String key) {
        if (!keys.contains(key)) {
            throw new IllegalArgumentException("Requested key is not in the keyring");
        }
        var order = new ArrayList<>(keys);
        order.remove(key);
        order.add(0, key);
        keys = List.copyOf(order);
        save();
    }

    synchronized void remove(String key) {
        if (primary().equals(key)) {
            throw new IllegalArgumentException("Removing the primary key is not allowed");
        }
        var fewer = new ArrayList<>(keys);
        fewer.remove(key);
        keys = List.copyOf(fewer);
        save();
    }

    byte[] seal(byte[] clear) throws GeneralSecurityException {
        var nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        var hidden = cipher(Cipher.ENCRYPT_MODE, primary(), nonce).doFinal(clear);
        return ByteBuffer.allocate(NONCE + hidden.length).put(nonce).put(hidden).array();
    }

    /** Empty if no key fits. */
    Optional<byte[]> open(byte[] hidden) {
        if (hidden.length < NONCE) {
            return Optional.empty();
        }
        return all().stream().flatMap(key -> open(key, hidden).stream()).findFirst();
    }

    private static Optional<byte[]> open(String key, byte[] hidden) {
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(hidden, NONCE));
            return Optional.of(cipher.doFinal(hidden, NONCE, hidden.length - NONCE));
        } catch (GeneralSecurityException otherKey) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, String key, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(Base64.getDecoder().decode(key), "AES"), new GCMParameterSpec(128, nonce));
        return cipher;
    }

    private void save() {
        try {
            OwnerOnly.write(file, Json.MAPPER.writeValueAsString(keys).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
