package io.proconsul.gateway.hostile;

import static io.proconsul.gateway.hostile.Hostile.CLUSTER;
import static io.proconsul.gateway.hostile.Hostile.GOOD;
import static io.proconsul.gateway.hostile.Hostile.put;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.gateway.Samples;
import io.proconsul.gateway.Tokens;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Access tokens that are forged, old, stolen from another service, or not tokens at all. */
final class HostileTokens {

    private static final String GENUINE = Tokens.administrator();
    private static final String[] PARTS = GENUINE.split("\\.", -1);

    private static final String[] READERS = Tokens.of("Proconsul.Reader").split("\\.", -1);

    private HostileTokens() {}

    static List<Hostile> rows() {
        var claims = Tokens.claims(Instant.now());
        return List.of(
                put("nothing shown", CLUSTER, GOOD).without("Authorization").unknown(),
                shown("nothing but a space", ""),
                shown("another scheme", "Basic cGw0bnRlZDpzM2NyZXQ="),
                shown("a scheme without token", "Bearer"),
                shown("a token without scheme", GENUINE),
                shown("two tokens in one", "Bearer " + GENUINE + ", Bearer " + GENUINE),
                shown("a token with a blank in it", "Bearer " + GENUINE.replaceFirst("\\.", ". ")),
                shown("a token in quotes", "Bearer \"" + GENUINE + "\""),
                shown("a token twice", "Bearer " + GENUINE).with("Authorization: Bearer " + GENUINE),
                shown("a token and another scheme", "Bearer " + GENUINE).with("Authorization: Basic x"),
                token("rubbish", "pl4nted-s3cret"),
                token("dots", ".."),
                token("one part", PARTS[0]),
                token("two parts", PARTS[0] + "." + PARTS[1]),
                token("four parts", GENUINE + "." + PARTS[2]),
                token("a part of five as if encrypted", "e30.e30.e30.e30.e30"),
                token("no signature", PARTS[0] + "." + PARTS[1] + "."),
                token("a signature cut short", GENUINE.substring(0, GENUINE.length() - 8)),
                token("a signature of another token", PARTS[0] + "." + PARTS[1] + "." + READERS[2]),
                token("claims of another token", PARTS[0] + "." + READERS[1] + "." + PARTS[2]),
                token("a header that is no JSON", encoded("x") + "." + PARTS[1] + "." + PARTS[2]),
                token("claims that are no JSON", PARTS[0] + "." + encoded("x") + "." + PARTS[2]),
                token("claims that are a list", PARTS[0] + "." + encoded("[]") + "." + PARTS[2]),
                token("algorithm none", Tokens.unsigned(claims)),
                token("algorithm NoNe", encoded("{\"alg\":\"NoNe\"}") + "." + PARTS[1] + "."),
                token("HMAC with the public key", Tokens.symmetric(claims, Tokens.key())),
                token("another RSA algorithm", Tokens.sign(claims, Tokens.key(), "RS384", Map.of())),
                token("RSA with another padding", Tokens.sign(claims, Tokens.key(), "PS256", Map.of())),
                token("a stranger's key under our name", Tokens.sign(claims, Tokens.stranger("first"))),
                token("an unknown key", Tokens.sign(claims, Tokens.stranger("unknown"))),
                token("a key with a path", Tokens.sign(claims, Tokens.stranger("../../etc/passwd"))),
                token("a key with SQL", Tokens.sign(claims, Tokens.stranger("x' UNION SELECT 'key"))),
                token("a key it brings along", with("jwk", Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB"))),
                token("a key it fetches", with("jku", "http://169.254.169.254/keys")),
                token("a certificate it fetches", with("x5u", "file:///etc/passwd")),
                token("something we had to understand", with("crit", List.of("exp"))),
                claims("expired", it -> it.setExpirationTime(at(-120))).expired(),
                claims("expired long ago", it -> it.setExpirationTime(at(-400_000_000)))
                        .expired(),
                claims("without an end", it -> it.unsetClaim("exp")),
                claims("ending at a word", it -> it.setClaim("exp", "never")),
                claims("not valid yet", it -> it.setNotBefore(at(600))),
                claims("without beginning", it -> it.unsetClaim("nbf")),
                claims("of another audience", it -> it.setAudience("https://management.azure.com"))
                        .audience(),
                claims("of our audience and more", it -> it.setAudience(Tokens.AUDIENCE + ".evil.example"))
                        .audience(),
                claims("of no audience", it -> it.unsetClaim("aud")).audience(),
                claims("of another issuer", it -> it.setIssuer("https://evil.example/v2.0"))
                        .tenant(),
                claims("of an issuer around ours", it -> it.setIssuer("https://evil.example/" + Tokens.AUTHORITY))
                        .tenant(),
                claims("of another tenant", it -> it.setClaim("tid", "44444444-4444-4444-8444-444444444444"))
                        .tenant(),
                claims("of a tenant with a path", it -> it.setClaim("tid", Samples.TENANT + "/../common"))
                        .tenant(),
                claims("of no tenant", it -> it.unsetClaim("tid")).tenant(),
                claims("of a list of tenants", it -> it.setClaim("tid", List.of(Samples.TENANT)))
                        .tenant(),
                claims("without role", it -> it.unsetClaim("roles")).forbidden(),
                role("without a name", List.of("")),
                role("of another service", List.of("Directory.Read.All")),
                role("in another case", List.of("proconsul.administrator")),
                role("and another in one", List.of("Proconsul.Reader,Proconsul.Administrator")),
                role("that is no list of words", Map.of("Proconsul.Administrator", true)),
                claims("with the role as a scope", HostileTokens::scoped).forbidden(),
                role("to read", List.of("Proconsul.Reader")));
    }

    private static Hostile shown(String name, String authorization) {
        return put("shown: " + name, CLUSTER, GOOD).as(authorization).invalidToken();
    }

    private static Hostile token(String name, String token) {
        return shown(name, "Bearer " + token);
    }

    private static Hostile claims(String name, Consumer<JwtClaims> change) {
        return token(name, Tokens.with(change));
    }

    private static Hostile role(String name, Object roles) {
        return claims("with a role " + name, it -> it.setClaim("roles", roles)).forbidden();
    }

    private static void scoped(JwtClaims claims) {
        claims.unsetClaim("roles");
        claims.setClaim("scp", "Proconsul.Administrator");
    }

    /** Signed by a stranger who says in the header how to check it. */
    private static String with(String header, Object value) {
        var stranger = Tokens.stranger("first");
        return Tokens.sign(Tokens.claims(Instant.now()), stranger, "RS256", Map.of(header, value));
    }

    private static NumericDate at(long seconds) {
        return Tokens.seconds(Instant.now().plusSeconds(seconds));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
