package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.tls.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that Vault knows, in one file that is encrypted with the unseal key (AES-256-GCM). Sealing forgets key and
 * entries; until it is unsealed again every access is refused.
 */
final class Barrier implements Storage {
    private final Path file;
    private final TreeMap<String, JsonNode> entries = new TreeMap<>();
    private @Nullable AesGcm cipher;

    Barrier(Path file) {
        this.file = file;
    }

    boolean initialized() {
        return Files.exists(file);
    }

    boolean sealed() {
        return cipher == null;
    }

    /** Makes an empty barrier under a new key. */
    void initialize(byte[] key) {
        cipher = new AesGcm(key);
        entries.clear();
        save();
    }

    /** Whether the key was the right one. */
    boolean unseal(byte[] key) {
        try {
            var candidate = new AesGcm(key);
            var clear = candidate.open(Files.readAllBytes(file), new byte[0]);
            entries.clear();
            for (var entry : Json.MAPPER.readTree(clear).properties()) {
                entries.put(entry.getKey(), entry.getValue());
            }
            cipher = candidate;
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException wrongKey) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void seal() {
        cipher = null;
        entries.clear();
    }

    @Override
    public Optional<JsonNode> get(String path) {
        unsealed();
        return Optional.ofNullable(entries.get(path));
    }

    @Override
    public void put(String path, JsonNode entry) {
        unsealed();
        entries.put(path, entry.deepCopy());
        save();
    }

    @Override
    public void delete(String path) {
        unsealed();
        if (entries.remove(path) != null) {
            save();
        }
    }

    @Override
    public List<String> list(String prefix) {
        unsealed();
        return entries.subMap(prefix, prefix + Character.MAX_VALUE).keySet().stream()
                .map(path -> path.substring(prefix.length()))
                .toList();
    }

    @Override
    public void deleteAll(String prefix) {
        unsealed();
        entries.subMap(prefix, prefix + Character.MAX_VALUE).clear();
        save();
    }

    private AesGcm unsealed() {
        var open = cipher;
        if (open == null) {
            throw Refusal.sealed();
        }
        return open;
    }

    private void save() {
        ObjectNode all = Json.object();
        entries.forEach(all::set);
        try {
            OwnerOnly.write(file, unsealed().seal(Json.MAPPER.writeValueAsBytes(all), new byte[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
