package io.proconsul.gateway.entra;

import io.proconsul.gateway.fetch.JsonFetch;
import java.io.IOException;
import java.net.URI;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jose4j.http.Response;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The keys that a tenant's tokens are signed with. They are read anew every hour; a key that is not among them makes them
 * read at once, though not twice within five minutes, whatever comes in. If they cannot be read, the last ones serve for
 * a day.
 */
final class TenantKeys implements VerificationKeyResolver {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration BETWEEN_UNKNOWN_KEYS = Duration.ofMinutes(5);
    private static final Duration WITHOUT_NEWS = Duration.ofDays(1);

    private final HttpsJwks published;
    private final VerificationKeyResolver byId;

    TenantKeys(URI location, JsonFetch fetch) {
        this.published = new HttpsJwks(location.toString());
        published.setSimpleHttpGet(address -> new Response(200, "OK", Map.of(), fetch.get(URI.create(address))));
        published.setDefaultCacheDuration(LIFE.toSeconds());
        published.setRefreshReprieveThreshold(BETWEEN_UNKNOWN_KEYS.toMillis());
        published.setRetainCacheOnErrorDuration(WITHOUT_NEWS.toSeconds());
        this.byId = new HttpsJwksVerificationKeyResolver(published);
    }

    boolean areKnown() {
        try {
            return !published.getJsonWebKeys().isEmpty();
        } catch (JoseException | IOException e) {
            return false;
        }
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        if (signature.getKeyIdHeaderValue() == null) {
            throw new UnresolvableKeyException("A token names its key");
        }
        return byId.resolveKey(signature, nesting);
    }
}
