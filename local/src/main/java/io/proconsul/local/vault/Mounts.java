package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of secrets engines. */
final class Mounts {
    private static final String TABLE = "core/mounts/";

    private final Storage storage;
    private final Clock clock;

    Mounts(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    List<Mount> all() {
        return storage.list(TABLE).stream().flatMap(path -> get(path).stream()).toList();
    }

    Optional<Mount> get(String path) {
        return storage.get(TABLE + slashed(path)).map(json -> Json.MAPPER.convertValue(json, Mount.class));
    }

    /** The engine whose path the call's path begins with. */
    Optional<Mount> of(String path) {
        return all().stream().filter(mount -> path.startsWith(mount.path())).findFirst();
    }

    Mount enable(String path, String type, String description, ObjectNode config) {
        var wanted = slashed(path);
        if (!type.equals("pki") && !type.equals("transit")) {
            throw Refusal.badRequest("plugin not found in the catalog: " + type);
        }
        if (wanted.startsWith("sys/") || wanted.startsWith("auth/")) {
            throw Refusal.badRequest("cannot mount under existing mount \"" + wanted.split("/", -1)[0] + "/\"");
        }
        for (var mount : all()) {
            if (wanted.startsWith(mount.path()) || mount.path().startsWith(wanted)) {
                throw Refusal.badRequest("path is already in use at " + mount.path());
            }
        }
        var mount = new Mount(wanted, type, UUID.randomUUID().toString(), description, 0, 0).tuned(config);
        save(mount);
        return mount;
    }

    /** Removes the engine and all it holds; one that is not there is no error. */
    void disable(String path) {
        get(path).ifPresent(mount -> {
            storage.delete(TABLE + mount.path());
            storage.deleteAll(data(mount));
        });
    }

    void save(Mount mount) {
        storage.put(TABLE + mount.path(), Json.MAPPER.valueToTree(mount));
    }

    Backend backend(Mount mount) {
        var own = storage.under(data(mount));
        return mount.type().equals("pki") ? new PkiBackend(own, mount, clock) : new TransitBackend(own, clock);
    }

    private static String data(Mount mount) {
        return "logical/" + mount.uuid() + "/";
    }

    static String slashed(String path) {
        return path.endsWith("/") ? path : path + "/";
    }
}
