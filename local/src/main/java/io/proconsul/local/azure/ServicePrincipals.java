package io.proconsul.local.azure;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who logs in to the local Azure with a secret; kept in a file that only its owner reads. */
public final class ServicePrincipals {
    /** The customer who owns the subscription, the control plane's services, and those who call its gateway. */
    private static final List<String> NAMES =
            List.of("customer", "infra", "cert", "snapshot", "gateway", "reader", "operator", "administrator");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ServicePrincipal> byName;

    /** One application of the tenant. */
    public record ServicePrincipal(
            @JsonProperty("name") String name,
            @JsonProperty("objectId") String objectId,
            @JsonProperty("clientId") String clientId,
            @JsonProperty("clientSecret") String clientSecret) {

        @Override
        public String toString() {
            return "ServicePrincipal[" + name + "]";
        }
    }

    private ServicePrincipals(Map<String, ServicePrincipal> byName) {
        this.byName = byName;
    }

    /** Reads the file, or makes it with new ids and secrets. */
    public static ServicePrincipals in(Path file) {
        try {
            if (Files.exists(file)) {
                return new ServicePrincipals(JSON.readValue(file.toFile(), new TypeReference<>() {}));
            }
            var made = new LinkedHashMap<String, ServicePrincipal>();
            NAMES.forEach(name -> made.put(name, create(name)));
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), made);
            return new ServicePrincipals(made);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the service principals in " + file, e);
        }
    }

    private static ServicePrincipal create(String name) {
        var secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        return new ServicePrincipal(
                name,
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    public Collection<ServicePrincipal> all() {
        return byName.values();
    }

    public ServicePrincipal named(String name) {
        var principal = byName.get(name);
        if (principal == null) {
            throw new IllegalArgumentException("no service principal " + name + "; there are " + byName.keySet());
        }
        return principal;
    }
}
