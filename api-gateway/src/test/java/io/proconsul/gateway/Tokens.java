package io.proconsul.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Plays Entra ID: signs access tokens, right ones and wrong ones. */
public final class Tokens {

    public static final String AUTHORITY = "https://login.example";
    public static final String AUDIENCE = "api://proconsul";
    public static final String OBJECT = "33333333-3333-4333-8333-333333333333";
    public static final String KEYS = AUTHORITY + "/" + Samples.TENANT + "/discovery/v2.0/keys";

    private static final RsaJsonWebKey KEY = key("first");
    private static final RsaJsonWebKey STRANGER = key("stranger");

    private Tokens() {}

    public static RsaJsonWebKey key(String id) {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("no RSA on this JVM", e);
        }
    }

    public static RsaJsonWebKey key() {
        return KEY;
    }

    /** Always the same key, which nobody publishes, under this id. */
    public static RsaJsonWebKey stranger(String id) {
        var key = new RsaJsonWebKey(STRANGER.getRsaPublicKey());
        key.setPrivateKey(STRANGER.getPrivateKey());
        key.setKeyId(id);
        key.setUse("sig");
        return key;
    }

    /** What the tenant publishes. */
    public static String published(RsaJsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson();
    }

    public static String administrator() {
        return of("Proconsul.Administrator");
    }

    /** A good token with this app role. */
    public static String of(String role) {
        return with(claims -> claims.setClaim("roles", List.of(role)));
    }

    /** A good token but for this. */
    public static String with(Consumer<JwtClaims> change) {
        var claims = claims(Clock.systemUTC().instant());
        change.accept(claims);
        return sign(claims, KEY);
    }

    /** What a good token says that was issued a minute ago. */
    public static JwtClaims claims(Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(AUTHORITY + "/" + Samples.TENANT + "/v2.0");
        claims.setAudience(AUDIENCE);
        claims.setSubject(OBJECT);
        claims.setClaim("oid", OBJECT);
        claims.setClaim("tid", Samples.TENANT);
        claims.setClaim("azp", "client");
        claims.setClaim("roles", List.of("Proconsul.Administrator"));
        claims.setNotBefore(seconds(now.minusSeconds(60)));
        claims.setExpirationTime(seconds(now.plusSeconds(3540)));
        return claims;
    }

    public static NumericDate seconds(Instant at) {
        return NumericDate.fromSeconds(at.getEpochSecond());
    }

    public static String sign(JwtClaims claims, RsaJsonWebKey key) {
        return sign(claims, key, AlgorithmIdentifiers.RSA_USING_SHA256, Map.of());
    }

    public static String sign(JwtClaims claims, RsaJsonWebKey key, String algorithm, Map<String, Object> headers) {
        var token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(key.getPrivateKey());
        if (key.getKeyId() != null) {
            token.setKeyIdHeaderValue(key.getKeyId());
        }
        token.setAlgorithmHeaderValue(algorithm);
        headers.forEach((name, value) -> token.getHeaders().setObjectHeaderValue(name, value));
        return serialized(token);
    }

    /** Without any signature, as the algorithm "none" has it. */
    public static String unsigned(JwtClaims claims) {
        var token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.ALLOW_ONLY_NONE);
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        return serialized(token);
    }

    /** Signed with HMAC by whoever has read the public key, which is everybody. */
    public static String symmetric(JwtClaims claims, RsaJsonWebKey key) {
        var token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(new org.jose4j.keys.HmacKey(key.getPublicKey().getEncoded()));
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        return serialized(token);
    }

    private static String serialized(JsonWebSignature token) {
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }
}
