package io.proconsul.gateway.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Samples;
import io.proconsul.gateway.Tokens;
import io.proconsul.gateway.config.Configs;
import io.proconsul.gateway.entra.TokenReading.Genuine;
import io.proconsul.gateway.entra.TokenReading.Refused;
import io.proconsul.gateway.entra.TokenReading.Unverifiable;
import io.proconsul.gateway.fetch.JsonFetch;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntraTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String OTHER_TENANT = "44444444-4444-4444-8444-444444444444";
    private static final RsaJsonWebKey KEY = Tokens.key("first");
    private static final RsaJsonWebKey STRANGER = Tokens.key("first");
    private static final RsaJsonWebKey UNPUBLISHED = Tokens.key("other");

    private final Published published = new Published();

    /** Counts how often it is asked. */
    private static final class Published implements JsonFetch {

        private final AtomicInteger reads = new AtomicInteger();
        private volatile String keys = Tokens.published(KEY);

        @Override
        public String get(URI location) throws IOException {
            reads.incrementAndGet();
            if (keys.isEmpty() || !location.toString().equals(Tokens.KEYS)) {
                throw new IOException("nothing is published at " + location);
            }
            return keys;
        }
    }

    record Wrong(String name, String token, String code) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wrong> wrongTokens() throws Exception {
        var good = Tokens.claims(NOW);
        var keyless = (RsaJsonWebKey) JsonWebKey.Factory.newJwk(KEY.toParams(OutputControlLevel.INCLUDE_PRIVATE));
        keyless.setKeyId(null);
        var token = Tokens.sign(good, KEY);
        var parts = token.split("\\.", -1);
        return Stream.of(
                wrong("algorithm none", Tokens.unsigned(good)),
                wrong("algorithm none beside a signature", header("{\"alg\":\"none\",\"kid\":\"first\"}", parts)),
                wrong("HMAC with the public key", Tokens.symmetric(good, KEY)),
                wrong("RS512", Tokens.sign(good, KEY, AlgorithmIdentifiers.RSA_USING_SHA512, Map.of())),
                wrong("PS256", Tokens.sign(good, KEY, AlgorithmIdentifiers.RSA_PSS_USING_SHA256, Map.of())),
                wrong("a stranger's key under a known id", Tokens.sign(good, STRANGER)),
                wrong("an unpublished key", Tokens.sign(good, UNPUBLISHED)),
                wrong("no key id", Tokens.sign(good, keyless)),
                wrong(
                        "a key in the token itself",
                        Tokens.sign(
                                good,
                                UNPUBLISHED,
                                AlgorithmIdentifiers.RSA_USING_SHA256,
                                Map.of("jwk", UNPUBLISHED.toParams(OutputControlLevel.PUBLIC_ONLY)))),
                wrong(
                        "a place to find the key in the token itself",
                        Tokens.sign(
                                good,
                                UNPUBLISHED,
                                AlgorithmIdentifiers.RSA_USING_SHA256,
                                Map.of("jku", "https://evil.example/keys"))),
                wrong(
                        "an extension that has to be understood",
                        Tokens.sign(
                                good,
                                KEY,
                                AlgorithmIdentifiers.RSA_USING_SHA256,
                                Map.of("crit", List.of("x"), "x", "y"))),
                wrong(
                        "a changed payload",
                        parts[0] + "." + Tokens.sign(later(), STRANGER).split("\\.", -1)[1] + "." + parts[2]),
                wrong("no signature", parts[0] + "." + parts[1] + "."),
                wrong("two parts", parts[0] + "." + parts[1]),
                wrong("not a token", "abc"),
                wrong("an encrypted token", "a.b.c.d.e"),
                changed("expired", "ExpiredAuthenticationToken", claims -> expire(claims, 61)),
                changed("without an end", claims -> claims.unsetClaim("exp")),
                changed("an end that is no time", claims -> claims.setClaim("exp", "tomorrow")),
                changed("not valid yet", claims -> claims.setNotBefore(Tokens.seconds(NOW.plusSeconds(61)))),
                changed("without a beginning", claims -> claims.unsetClaim("nbf")),
                changed(
                        "for another audience",
                        "InvalidAuthenticationTokenAudience",
                        claims -> claims.setAudience("https://management.azure.com")),
                changed("for nobody", "InvalidAuthenticationTokenAudience", claims -> claims.unsetClaim("aud")),
                changed(
                        "of another issuer",
                        "InvalidAuthenticationTokenTenant",
                        claims -> claims.setIssuer("https://evil.example/" + Samples.TENANT + "/v2.0")),
                changed(
                        "of another tenant's issuer",
                        "InvalidAuthenticationTokenTenant",
                        claims -> claims.setIssuer(Tokens.AUTHORITY + "/" + OTHER_TENANT + "/v2.0")),
                changed("of no issuer", "InvalidAuthenticationTokenTenant", claims -> claims.unsetClaim("iss")),
                changed("of a tenant that is not served", "InvalidAuthenticationTokenTenant", claims -> {
                    claims.setClaim("tid", OTHER_TENANT);
                    claims.setIssuer(Tokens.AUTHORITY + "/" + OTHER_TENANT + "/v2.0");
                }),
                changed(
                        "of a tenant that is a path",
                        "InvalidAuthenticationTokenTenant",
                        claims -> claims.setClaim("tid", "../" + Samples.TENANT)),
                changed("of no tenant", "InvalidAuthenticationTokenTenant", claims -> claims.unsetClaim("tid")),
                changed(
                        "of a list of tenants",
                        "InvalidAuthenticationTokenTenant",
                        claims -> claims.setClaim("tid", List.of(Samples.TENANT))),
                changed("of nobody", claims -> claims.unsetClaim("oid")),
                changed("that another client asked for", claims -> claims.setClaim("azp", "stranger")),
                changed("that no client asked for", claims -> claims.unsetClaim("azp")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTokens")
    void isRefused(Wrong wrong) {
        assertThat(tokens().read(wrong.token())).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(wrong.code());
            assertThat(refused.message()).startsWith("Expected ").doesNotContain(wrong.token());
        });
    }

    @Test
    void aGoodTokenNamesItsTenantPrincipalAndRoles() {
        assertThat(tokens().read(Tokens.sign(Tokens.claims(NOW), KEY)))
                .isEqualTo(new Genuine(Samples.TENANT, Tokens.OBJECT, Set.of("Proconsul.Administrator")));
    }

    @Test
    void bothVersionsOfEntrasTokensAreGood() {
        var claims = Tokens.claims(NOW);
        claims.setIssuer("https://sts.windows.net/" + Samples.TENANT + "/");
        claims.unsetClaim("azp");
        claims.setClaim("appid", "client");
        assertThat(tokens().read(Tokens.sign(claims, KEY))).isInstanceOf(Genuine.class);
    }

    @Test
    void clocksMayDifferByAMinute() {
        var claims = Tokens.claims(NOW);
        expire(claims, 59);
        assertThat(tokens().read(Tokens.sign(claims, KEY))).isInstanceOf(Genuine.class);
    }

    @Test
    void rolesThatAreNoListAreNone() {
        var claims = Tokens.claims(NOW);
        claims.setClaim("roles", Map.of("Proconsul.Administrator", true));
        assertThat(tokens().read(Tokens.sign(claims, KEY)))
                .isEqualTo(new Genuine(Samples.TENANT, Tokens.OBJECT, Set.of()));
    }

    @Test
    void unknownKeysDoNotMakeUsAskEntraAgainAndAgain() {
        var tokens = tokens();
        var stranger = Tokens.key("unknown");
        for (int i = 0; i < 20; i++) {
            stranger.setKeyId("unknown-" + i);
            assertThat(tokens.read(Tokens.sign(Tokens.claims(NOW), stranger))).isInstanceOf(Refused.class);
        }
        assertThat(published.reads).hasValue(1);
    }

    @Test
    void withoutTheTenantsKeysNothingIsSaidAboutAToken() {
        published.keys = "";
        assertThat(tokens().read(Tokens.sign(Tokens.claims(NOW), KEY))).isEqualTo(new Unverifiable());
    }

    @Test
    void keysThatWereReadOnceServeWhileEntraIsAway() {
        var tokens = tokens();
        assertThat(tokens.read(Tokens.sign(Tokens.claims(NOW), KEY))).isInstanceOf(Genuine.class);
        published.keys = "";
        assertThat(tokens.read(Tokens.sign(Tokens.claims(NOW), KEY))).isInstanceOf(Genuine.class);
    }

    private EntraTokens tokens() {
        var config = Configs.of(Map.of(
                "proconsul.gateway.tenant-id", Samples.TENANT,
                "proconsul.gateway.entra.authority", Tokens.AUTHORITY,
                "proconsul.gateway.entra.audiences", Tokens.AUDIENCE,
                "proconsul.gateway.entra.clients", "client"));
        return new EntraTokens(config, published, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static void expire(JwtClaims claims, int secondsAgo) {
        claims.setNotBefore(Tokens.seconds(NOW.minusSeconds(3600)));
        claims.setExpirationTime(Tokens.seconds(NOW.minusSeconds(secondsAgo)));
    }

    private static JwtClaims later() {
        return Tokens.claims(NOW.plusSeconds(30));
    }

    private static Wrong wrong(String name, String token) {
        return new Wrong(name, token, "InvalidAuthenticationToken");
    }

    private static Wrong changed(String name, Consumer<JwtClaims> change) {
        return changed(name, "InvalidAuthenticationToken", change);
    }

    private static Wrong changed(String name, String code, Consumer<JwtClaims> change) {
        var claims = Tokens.claims(NOW);
        change.accept(claims);
        return new Wrong(name, Tokens.sign(claims, KEY), code);
    }

    private static String header(String json, String[] parts) {
        var header = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return header + "." + parts[1] + "." + parts[2];
    }
}
