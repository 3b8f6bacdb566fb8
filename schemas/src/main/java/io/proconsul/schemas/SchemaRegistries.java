package io.proconsul.schemas;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigException;

/** Registries by configuration: every serializer of a JVM with the same settings shares one, and what it has learnt. */
public final class SchemaRegistries {

    /** One or more base addresses, separated by commas, or {@code memory://name}. */
    public static final String URL = "schema.registry.url";

    /** {@code user:password} for HTTP basic authentication. */
    public static final String USER_INFO = "basic.auth.user.info";

    private static final Map<Settings, SchemaRegistry> SHARED = new ConcurrentHashMap<>();

    private SchemaRegistries() {}

    /**
     * @param config a Kafka client's configuration, or a serializer's part of it
     * @throws ConfigException if the address is missing or none we understand
     */
    public static SchemaRegistry of(Map<String, ?> config) {
        var urls = config.get(URL);
        if (urls == null || urls.toString().isBlank()) {
            throw new ConfigException(URL, urls, "expected http(s) addresses or memory://name");
        }
        var userInfo = Optional.ofNullable(config.get(USER_INFO)).map(Object::toString);
        return SHARED.computeIfAbsent(new Settings(text(urls), userInfo), SchemaRegistries::open);
    }

    private static SchemaRegistry open(Settings settings) {
        if (settings.urls().startsWith("memory://")) {
            return new InMemorySchemaRegistry();
        }
        var addresses = Arrays.stream(settings.urls().split(",", -1))
                .map(SchemaRegistries::address)
                .toList();
        return new CachingSchemaRegistry(new RestSchemaRegistry(addresses, settings.userInfo()));
    }

    private static URI address(String url) {
        var trimmed = url.strip().replaceFirst("/+$", "");
        if (!trimmed.matches("https?://[^/]+.*")) {
            throw new ConfigException(URL, url, "expected http(s) addresses or memory://name");
        }
        return URI.create(trimmed);
    }

    private static String text(Object urls) {
        return urls instanceof List<?> list
                ? String.join(",", list.stream().map(Object::toString).toList())
                : urls.toString().strip();
    }

    private record Settings(String urls, Optional<String> userInfo) {}
}
