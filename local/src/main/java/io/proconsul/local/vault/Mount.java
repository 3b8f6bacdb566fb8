package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * A secrets engine at a path.
 *
 * @param path with a slash at its end
 * @param uuid names its storage, so that a later engine at the same path starts empty
 */
record Mount(String path, String type, String uuid, String description, long defaultTtlSeconds, long maxTtlSeconds) {
    static final Duration SYSTEM_MAX_TTL = Duration.ofDays(32);

    Duration defaultTtl() {
        return defaultTtlSeconds > 0 ? Duration.ofSeconds(defaultTtlSeconds) : SYSTEM_MAX_TTL;
    }

    Duration maxTtl() {
        return maxTtlSeconds > 0 ? Duration.ofSeconds(maxTtlSeconds) : SYSTEM_MAX_TTL;
    }

    Mount tuned(ObjectNode config) {
        var defaultTtl = Json.duration(config.path("default_lease_ttl")).toSeconds();
        var maxTtl = Json.duration(config.path("max_lease_ttl")).toSeconds();
        return new Mount(
                path,
                type,
                uuid,
                Json.text(config, "description").orElse(description),
                config.has("default_lease_ttl") ? defaultTtl : defaultTtlSeconds,
                config.has("max_lease_ttl") ? maxTtl : maxTtlSeconds);
    }

    ObjectNode describe() {
        var json = Json.object()
                .put("accessor", type + "_" + uuid.substring(0, 8))
                .put("deprecation_status", "supported")
                .put("description", description)
                .put("external_entropy_access", false)
                .put("local", false)
                .putNull("options")
                .put("plugin_version", "")
                .put("running_plugin_version", "v" + VaultServer.VERSION + "+builtin.vault")
                .put("running_sha256", "")
                .put("seal_wrap", false)
                .put("type", type)
                .put("uuid", uuid);
        json.putObject("config")
                .put("default_lease_ttl", defaultTtlSeconds)
                .put("force_no_cache", false)
                .put("max_lease_ttl", maxTtlSeconds);
        return json;
    }
}
