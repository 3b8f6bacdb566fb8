package io.proconsul.gateway.federation.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.Samples;
import io.proconsul.gateway.federation.token.FederationTokenReading.Genuine;
import io.proconsul.gateway.federation.token.FederationTokenReading.Refused;
import io.proconsul.gateway.federation.token.FederationTokenReading.Unverifiable;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterRef;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FederationTokensTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final TokenAuthenticator VAULT = new HmacAuthenticator("the installation's own key");
    private static final TokenAuthenticator STRANGER = new HmacAuthenticator("the key of somebody else");
    private static final String ID = Ids.clusterId(Samples.SCOPE, 1);
    private static final ClusterRef REF = new ClusterRef(
            ID,
            Samples.TENANT,
            Samples.SUBSCRIPTION,
            Samples.RESOURCE_GROUP,
            Samples.SCOPE.getClusterName(),
            "westus2",
            "dc1");

    private final FederationTokens tokens = tokensAt(NOW);

    record Wrong(String name, String token) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wrong> wrongTokens() throws IOException {
        var good = good();
        var parts = good.split("\\.", -1);
        return Stream.of(
                new Wrong("nothing", ""),
                new Wrong("not a token", "abc"),
                new Wrong("two parts", parts[0] + "." + parts[1]),
                new Wrong("no signature", parts[0] + "." + parts[1] + "."),
                new Wrong("an encrypted token", "a.b.c.d.e"),
                new Wrong("a line break behind", good + "\n"),
                new Wrong("too long", parts[0] + "." + "A".repeat(5000) + "." + parts[2]),
                new Wrong("algorithm none", signed("{\"alg\":\"none\"}", claims(), VAULT)),
                new Wrong("algorithm none, unsigned", encoded("{\"alg\":\"none\"}") + "." + parts[1] + "."),
                new Wrong("another algorithm", signed("{\"alg\":\"HS512\",\"typ\":\"JWT\"}", claims(), VAULT)),
                new Wrong("a key to choose", signed("{\"alg\":\"HS256\",\"kid\":\"mine\"}", claims(), VAULT)),
                new Wrong("a stranger's key", signed(HEADER, claims(), STRANGER)),
                new Wrong("another cluster under our signature", parts[0] + "." + other(parts[1]) + "." + parts[2]),
                new Wrong("a code without its form", parts[0] + "." + parts[1] + "." + encoded("AAAA")),
                new Wrong("a code of no version", parts[0] + "." + parts[1] + "." + encoded("vault:v0:AAAA")),
                changed("no end", claims -> claims.remove("exp")),
                changed("no beginning", claims -> claims.remove("nbf")),
                changed("not valid yet", claims -> claims.put("nbf", NOW.getEpochSecond() + 61)),
                changed("no primary", claims -> claims.remove("Primary")),
                changed("a primary that is a name", claims -> claims.put("Primary", "dc1")),
                changed("a primary of another type", claims -> primary(claims).put("type", "hashicorp.vault.cluster")),
                changed("a primary without an id", claims -> primary(claims).remove("uuid")),
                changed("a primary that is no cluster", claims -> primary(claims)
                        .put("id", "/subscriptions/x")),
                changed("a primary of no tenant", claims -> primary(claims).remove("location")));
    }

    @Test
    void theClaimsAreThoseOfTheHcsApi() throws IOException {
        var parts = tokens.issue(Primary.of(REF)).orElseThrow().split("\\.", -1);

        assertThat(decoded(parts[0])).isEqualTo(HEADER);
        assertThat(JSON.readTree(decoded(parts[1]))).isEqualTo(JSON.readTree("""
                {"nbf": 1767268800, "exp": 1767276000, "Primary": {
                  "type": "hashicorp.consul.cluster", "uuid": "%s", "description": "Consul datacenter dc1",
                  "location": {"organization_id": "%s", "project_id": "%s",
                               "region": {"provider": "azure", "region": "westus2"}},
                  "id": "%s", "internalId": "%s"}}
                """.formatted(
                        ID,
                        Samples.TENANT,
                        Samples.SUBSCRIPTION,
                        "/subscriptions/" + Samples.SUBSCRIPTION
                                + "/resourceGroups/rg-mrg-app/providers/Microsoft.CustomProviders/resourceProviders"
                                + "/public/consulClusters/app-one",
                        Ids.scopeKey(Samples.SCOPE))));
        assertThat(decoded(parts[2])).matches("vault:v1:[A-Za-z0-9+/]{43}=");
    }

    @Test
    void ourOwnTokenNamesItsPrimary() {
        assertThat(tokens.read(good())).isEqualTo(new Genuine(Samples.SCOPE, ID));
    }

    @Test
    void itIsGoodForTwoHoursAndTheMinuteThatClocksMayDiffer() {
        var token = good();

        assertThat(tokensAt(NOW.minusSeconds(60)).read(token)).isInstanceOf(Genuine.class);
        assertThat(tokensAt(NOW.plus(Duration.ofHours(2)).plusSeconds(59)).read(token))
                .isInstanceOf(Genuine.class);
        assertThat(tokensAt(NOW.plus(Duration.ofHours(2)).plusSeconds(61)).read(token))
                .isEqualTo(new Refused("Expected a federation token that is valid, found one that has expired: they are"
                        + " good for two hours."));
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void nothingElseIsBelieved(Wrong wrong) {
        assertThat(tokens.read(wrong.token()))
                .isEqualTo(new Refused("Expected a federation token as createFederationToken gives it out, found"
                        + " something else."));
    }

    @Test
    void withoutTheKeeperOfTheKeyNothingIsSaidAboutAToken() {
        var silent = new TokenAuthenticator() {
            @Override
            public Optional<String> authenticate(byte[] text) {
                return Optional.empty();
            }

            @Override
            public Optional<Boolean> verify(byte[] text, String code) {
                return Optional.empty();
            }
        };
        var cutOff = new FederationTokens(silent, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(cutOff.read(good())).isEqualTo(new Unverifiable());
        assertThat(cutOff.issue(Primary.of(REF))).isEmpty();
    }

    private static FederationTokens tokensAt(Instant now) {
        return new FederationTokens(VAULT, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String good() {
        return tokensAt(NOW).issue(Primary.of(REF)).orElseThrow();
    }

    private static ObjectNode claims() throws IOException {
        return (ObjectNode) JSON.readTree(decoded(good().split("\\.", -1)[1]));
    }

    private static ObjectNode primary(ObjectNode claims) {
        return (ObjectNode) claims.get("Primary");
    }

    private static Wrong changed(String name, Consumer<ObjectNode> change) throws IOException {
        var claims = claims();
        change.accept(claims);
        return new Wrong(name, signed(HEADER, claims, VAULT));
    }

    private static String other(String claims) throws IOException {
        var changed = (ObjectNode) JSON.readTree(decoded(claims));
        primary(changed).put("uuid", Ids.clusterId(Samples.SCOPE, 2));
        return encoded(changed.toString());
    }

    private static String signed(String header, JsonNode claims, TokenAuthenticator key) {
        var text = encoded(header) + "." + encoded(claims.toString());
        return text + "." + encoded(key.authenticate(text.getBytes(UTF_8)).orElseThrow());
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), UTF_8);
    }
}
