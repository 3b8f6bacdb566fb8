package io.proconsul.gateway.entra;

import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.config.Tenants;
import io.proconsul.gateway.entra.TokenReading.Genuine;
import io.proconsul.gateway.entra.TokenReading.Refused;
import io.proconsul.gateway.entra.TokenReading.Unverifiable;
import io.proconsul.gateway.fetch.JsonFetch;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Checks access tokens. What a token says of its tenant picks the keys it is checked with, and nothing else is believed
 * before the signature is: Entra signs the tokens of all tenants with the same keys, so that a signature alone says
 * nothing about the tenant.
 */
@ApplicationScoped
public class EntraTokens {

    private static final AlgorithmConstraints RS256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);
    private static final int SKEW_SECONDS = 60;
    private static final JwtConsumer UNCHECKED = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setSkipSignatureVerification()
            .setDisableRequireSignature()
            .setJwsAlgorithmConstraints(RS256)
            .build();

    private final GatewayConfig.Entra config;
    private final Map<String, TenantKeys> keysByTenant;
    private final Clock clock;

    public EntraTokens(GatewayConfig config, JsonFetch fetch, Clock clock) {
        this.config = config.entra();
        this.clock = clock;
        this.keysByTenant = Tenants.served(config).stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), tenant -> new TenantKeys(keys(tenant), fetch)));
    }

    public TokenReading read(String token) {
        try {
            var tenant = text(UNCHECKED.processToClaims(token), "tid").orElse("");
            var keys = keysByTenant.get(tenant);
            if (keys == null) {
                return new Refused(
                        "InvalidAuthenticationTokenTenant",
                        "Expected an access token of a tenant that uses this service.");
            }
            return keys.areKnown()
                    ? identity(tenant, consumer(tenant, keys).processToClaims(token))
                    : new Unverifiable();
        } catch (InvalidJwtException e) {
            return refusal(e);
        }
    }

    private JwtConsumer consumer(String tenant, TenantKeys keys) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(RS256)
                .setVerificationKeyResolver(keys)
                .setExpectedIssuers(
                        true,
                        config.authority() + "/" + tenant + "/v2.0",
                        config.firstVersionIssuer() + "/" + tenant + "/")
                .setExpectedAudience(true, config.audiences().toArray(String[]::new))
                .setRequireExpirationTime()
                .setRequireNotBefore()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    private TokenReading identity(String tenant, JwtClaims claims) {
        var objectId = text(claims, "oid");
        if (objectId.isEmpty()) {
            return new Refused("InvalidAuthenticationToken", "Expected the claim oid in the access token, found none.");
        }
        var client = Stream.of("azp", "appid")
                .flatMap(name -> text(claims, name).stream())
                .findFirst()
                .orElse("");
        if (config.clients().isPresent() && !config.clients().get().contains(client)) {
            return new Refused(
                    "InvalidAuthenticationToken", "Expected an access token that an admitted client asked for.");
        }
        return new Genuine(tenant, objectId.get(), roles(claims));
    }

    private static Set<String> roles(JwtClaims claims) {
        try {
            var roles = claims.getStringListClaimValue("roles");
            return roles == null ? Set.of() : Set.copyOf(roles);
        } catch (MalformedClaimException e) {
            return Set.of();
        }
    }

    private static Optional<String> text(JwtClaims claims, String name) {
        return claims.getClaimValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Refused refusal(InvalidJwtException refused) {
        if (refused.hasExpired()) {
            return new Refused(
                    "ExpiredAuthenticationToken",
                    "Expected an access token that is valid, found one that has expired.");
        }
        if (refused.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || refused.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return new Refused(
                    "InvalidAuthenticationTokenAudience", "Expected an access token for the audience of this service.");
        }
        if (refused.hasErrorCode(ErrorCodes.ISSUER_INVALID) || refused.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return new Refused(
                    "InvalidAuthenticationTokenTenant", "Expected an access token that its own tenant has issued.");
        }
        if (refused.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return new Refused(
                    "InvalidAuthenticationToken",
                    "Expected an access token that is valid, found one that is not valid yet.");
        }
        return new Refused(
                "InvalidAuthenticationToken",
                "Expected an access token signed with RS256 by a key of its tenant, with its times of validity.");
    }

    private URI keys(String tenant) {
        return URI.create(config.authority() + "/" + tenant + "/discovery/v2.0/keys");
    }
}
