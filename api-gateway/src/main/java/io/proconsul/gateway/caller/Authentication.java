package io.proconsul.gateway.caller;

import io.proconsul.gateway.caller.Identification.Known;
import io.proconsul.gateway.caller.Identification.Refused;
import io.proconsul.gateway.entra.EntraTokens;
import io.proconsul.gateway.entra.TokenReading.Genuine;
import io.proconsul.gateway.entra.TokenReading.Unverifiable;
import io.proconsul.gateway.error.ApiError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The two ways in. Azure shows a client certificate; everybody else has an access token. Whoever shows a certificate is
 * judged by it alone.
 */
@ApplicationScoped
public class Authentication {

    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

    private final AzureCaller azure;
    private final EntraTokens tokens;

    public Authentication(AzureCaller azure, EntraTokens tokens) {
        this.azure = azure;
        this.tokens = tokens;
    }

    Identification identify(Credentials credentials) {
        return credentials
                .certificate()
                .map(shown -> azure.identify(shown, credentials))
                .orElseGet(() -> bearer(credentials.authorization()));
    }

    private Identification bearer(List<String> authorization) {
        if (authorization.isEmpty()) {
            return refused("AuthenticationFailed", "Expected an access token in the header Authorization, found none.");
        }
        return token(authorization)
                .map(this::signedIn)
                .orElseGet(() -> refused(
                        "InvalidAuthenticationToken", "Expected one header Authorization with 'Bearer' and a token."));
    }

    private static Optional<String> token(List<String> authorization) {
        var form = BEARER.matcher(authorization.get(0));
        return authorization.size() == 1 && form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }

    private Identification signedIn(String token) {
        var reading = tokens.read(token);
        if (reading instanceof Unverifiable) {
            return new Refused(ApiError.unavailable("The access token cannot be checked at present."));
        }
        if (reading instanceof Genuine genuine) {
            return Role.highest(genuine.roles())
                    .<Identification>map(
                            role -> new Known(new Caller(genuine.objectId(), genuine.tenantId(), role), false))
                    .orElseGet(() -> new Refused(ApiError.of(
                            403,
                            "AuthorizationFailed",
                            "Expected one of the app roles Proconsul.Reader, Proconsul.Operator and"
                                    + " Proconsul.Administrator in the access token, found none.",
                            null)));
        }
        var refused = (io.proconsul.gateway.entra.TokenReading.Refused) reading;
        return refused(refused.code(), refused.message());
    }

    private static Refused refused(String code, String message) {
        return new Refused(ApiError.of(401, code, message, "Authorization"));
    }
}
