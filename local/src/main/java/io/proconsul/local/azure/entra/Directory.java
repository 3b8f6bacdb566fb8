package io.proconsul.local.azure.entra;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The principals of one tenant. Thread-safe. */
public final class Directory {
    private final String tenantId;
    private final Map<String, Principal> byClientId = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Set<String>>> appRoles = new ConcurrentHashMap<>();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    public Directory(String tenantId) {
        this.tenantId = tenantId;
    }

    public String tenantId() {
        return tenantId;
    }

    /** Adds an application that logs in with a secret. */
    public void register(Principal principal, String secret) {
        register(principal);
        secrets.put(key(principal.clientId()), secret);
    }

    public void register(Principal principal) {
        byClientId.put(key(principal.clientId()), principal);
    }

    /** Assigns an app role of the application that has this audience. */
    public void assign(String objectId, String audience, String role) {
        appRoles.computeIfAbsent(key(objectId), none -> new ConcurrentHashMap<>())
                .merge(audience, Set.of(role), (before, added) -> Stream.concat(before.stream(), added.stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The app roles that a principal has in the application that has this audience. */
    Set<String> appRoles(String objectId, String audience) {
        return appRoles.getOrDefault(key(objectId), Map.of()).getOrDefault(audience, Set.of());
    }

    public void forget(String clientId) {
        byClientId.remove(key(clientId));
        secrets.remove(key(clientId));
    }

    public Optional<Principal> byClientId(String clientId) {
        return Optional.ofNullable(byClientId.get(key(clientId)));
    }

    /** The principal if the rest of Azure already knows it. */
    public Optional<Principal> replicated(String objectId, Instant now) {
        return byClientId.values().stream()
                .filter(principal -> principal.objectId().equalsIgnoreCase(objectId))
                .filter(principal -> !principal.replicatedAt().isAfter(now))
                .findFirst();
    }

    /** The application whose secret this is. */
    public Optional<Principal> logIn(String clientId, String secret) {
        var expected = secrets.get(key(clientId));
        boolean right = expected != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
        return right ? byClientId(clientId) : Optional.empty();
    }

    private static String key(String clientId) {
        return clientId.toLowerCase(Locale.ROOT);
    }
}
