package io.proconsul.gateway;

import io.proconsul.gateway.fetch.JsonFetch;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/** What Entra and Azure publish, without either. */
@Mock
@ApplicationScoped
public class InMemoryFetch implements JsonFetch {

    static final String CERTIFICATES = "https://azure.example/metadata/authentication";

    @Override
    public String get(URI location) throws IOException {
        return switch (location.toString()) {
            case Tokens.KEYS -> Tokens.published(Tokens.key());
            case CERTIFICATES -> Certificates.published(Instant.now());
            default -> throw new IOException("nothing is published at " + location);
        };
    }
}
