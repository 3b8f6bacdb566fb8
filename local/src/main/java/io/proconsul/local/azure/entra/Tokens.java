package io.proconsul.local.azure.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.proconsul.local.http.Request;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Signs access tokens with a key made at start, and checks them. The issuer is set once the listener's port is known. */
public final class Tokens {
    public static final Duration LIFETIME = Duration.ofHours(1);

    private final RSAKey key;
    private final Directory directory;
    private final Clock clock;

    public Tokens(Directory directory, Clock clock) {
        try {
            this.key = new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no RSA on this JVM", e);
        }
        this.directory = directory;
        this.clock = clock;
    }

    /** The public keys, as a JWK set. */
    public String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    public Instant now() {
        return clock.instant();
    }

    /** An access token for a resource; it lasts {@link #LIFETIME}. */
    public String issue(Principal principal, String audience, String issuer) {
        var now = clock.instant();
        var roles = directory.appRoles(principal.objectId(), audience);
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(principal.objectId())
                .claim("oid", principal.objectId())
                .claim("appid", principal.clientId())
                .claim("azp", principal.clientId())
                .claim("tid", directory.tenantId())
                .claim("idtyp", "app")
                .claim("ver", "2.0")
                .claim("roles", roles.isEmpty() ? null : List.copyOf(roles))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now.minusSeconds(5)))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with our own key", e);
        }
        return token.serialize();
    }

    /**
     * The principal that the request's bearer token stands for: signature, audience and lifetime are checked, and that
     * the principal still exists.
     *
     * @param audiences accepted, without trailing slash
     */
    public Optional<Principal> caller(Request request, Set<String> audiences) {
        return request.header("authorization")
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .flatMap(header -> verify(header.substring(7).trim(), audiences));
    }

    private Optional<Principal> verify(String token, Set<String> audiences) {
        try {
            var jwt = SignedJWT.parse(token);
            var claims = jwt.getJWTClaimsSet();
            var now = clock.instant();
            boolean valid = jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))
                    && claims.getAudience().stream().map(Tokens::bare).anyMatch(audiences::contains)
                    && now.isBefore(claims.getExpirationTime().toInstant())
                    && !now.isBefore(claims.getNotBeforeTime().toInstant());
            return valid ? directory.byClientId(claims.getStringClaim("appid")) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    /** A resource's name without the slashes that clients like to end it with. */
    static String bare(String audience) {
        return audience.replaceAll("/+$", "");
    }
}
