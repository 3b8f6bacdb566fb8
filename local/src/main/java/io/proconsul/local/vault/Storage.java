package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Entries by path. An entry is on the disk, encrypted, when put or delete returns. */
interface Storage {
    Optional<JsonNode> get(String path);

    void put(String path, JsonNode entry);

    void delete(String path);

    /** The paths that begin with the prefix, without it, in order. */
    List<String> list(String prefix);

    void deleteAll(String prefix);

    /** The entries below a prefix as a storage of their own. */
    default Storage under(String prefix) {
        var whole = this;
        return new Storage() {
            @Override
            public Optional<JsonNode> get(String path) {
                return whole.get(prefix + path);
            }

            @Override
            public void put(String path, JsonNode entry) {
                whole.put(prefix + path, entry);
            }

            @Override
            public void delete(String path) {
                whole.delete(prefix + path);
            }

            @Override
            public List<String> list(String below) {
                return whole.list(prefix + below);
            }

            @Override
            public void deleteAll(String below) {
                whole.deleteAll(prefix + below);
            }
        };
    }
}
