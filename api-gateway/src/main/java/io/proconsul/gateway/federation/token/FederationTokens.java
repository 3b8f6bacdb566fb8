package io.proconsul.gateway.federation.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.proconsul.gateway.federation.token.FederationTokenReading.Genuine;
import io.proconsul.gateway.federation.token.FederationTokenReading.Refused;
import io.proconsul.gateway.federation.token.FederationTokenReading.Unverifiable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Gives out federation tokens and knows its own again. A token is a JWT whose signature is Vault's code for the rest of it,
 * by a key that authenticates nothing else. Nothing is kept: a token is good until its time is over, or until its cluster
 * is.
 */
@ApplicationScoped
public class FederationTokens {

    static final Duration VALIDITY = Duration.ofHours(2);
    static final String PRIMARY = "Primary";

    private static final int SKEW_SECONDS = 60;
    private static final int LONGEST_TOKEN = 4096;

    /** All our tokens have this header to the byte, so that there is no algorithm for anybody to choose. */
    private static final String HEADER = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

    private static final Pattern CODE = Pattern.compile("vault:v[1-9]\\d{0,8}:[A-Za-z0-9+/]{43}=");
    private static final Pattern FORM = Pattern.compile(Pattern.quote(HEADER) + "\\.([\\w-]+)\\.([\\w-]+)");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private static final Refused STRANGER =
            new Refused("Expected a federation token as createFederationToken gives it out, found something else.");

    private final TokenAuthenticator authenticator;
    private final Clock clock;

    public FederationTokens(TokenAuthenticator authenticator, Clock clock) {
        this.authenticator = authenticator;
        this.clock = clock;
    }

    /** A new token, good for {@link #VALIDITY}; empty while it cannot be authenticated. */
    public Optional<String> issue(Primary primary) {
        var now = clock.instant().getEpochSecond();
        var claims = new TreeMap<String, Object>(
                Map.of("nbf", now, "exp", now + VALIDITY.toSeconds(), PRIMARY, JSON.convertValue(primary, Map.class)));
        var text = HEADER + "." + encoded(json(claims));
        return authenticator.authenticate(text.getBytes(UTF_8)).map(code -> text + "." + encoded(code));
    }

    /** What is believed of a token is believed after it was authenticated, and nothing before. */
    public FederationTokenReading read(String token) {
        var form = FORM.matcher(token);
        if (token.length() > LONGEST_TOKEN || !form.matches()) {
            return STRANGER;
        }
        var code = decoded(form.group(2));
        if (!CODE.matcher(code).matches()) {
            return STRANGER;
        }
        var text = token.substring(0, token.lastIndexOf('.')).getBytes(UTF_8);
        return authenticator
                .verify(text, code)
                .map(genuine -> genuine ? claims(token) : STRANGER)
                .orElseGet(Unverifiable::new);
    }

    private FederationTokenReading claims(String token) {
        var consumer = new JwtConsumerBuilder()
                .setSkipSignatureVerification() // it is Vault's code, and was verified
                .setRequireExpirationTime()
                .setRequireNotBefore()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
        try {
            return primary(consumer.processToClaims(token));
        } catch (InvalidJwtException e) {
            return e.hasExpired()
                    ? new Refused(
                            "Expected a federation token that is valid, found one that has expired: they are good for"
                                    + " two hours.")
                    : STRANGER;
        }
    }

    private static FederationTokenReading primary(JwtClaims claims) {
        if (!(claims.getClaimValue(PRIMARY) instanceof Map<?, ?> claim)) {
            return STRANGER;
        }
        try {
            var primary = JSON.convertValue(claim, Primary.class);
            return primary.scope()
                    .<FederationTokenReading>map(scope -> new Genuine(scope, primary.uuid()))
                    .orElse(STRANGER);
        } catch (IllegalArgumentException e) {
            return STRANGER;
        }
    }

    private static String json(Map<String, Object> claims) {
        try {
            return JSON.writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Claims can be written as JSON", e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Empty for what is not base64url. */
    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
