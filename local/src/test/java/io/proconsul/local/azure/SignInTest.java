package io.proconsul.local.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInTest {
    @TempDir
    Path state;

    @ParameterizedTest
    @CsvSource({"reader, Proconsul.Reader", "operator, Proconsul.Operator", "administrator, Proconsul.Administrator"})
    void whoHasAnAppRoleHasItInTheTokenForThatApplication(String principal, String role) throws ParseException {
        try (var cloud = Cloud.start(state)) {
            var claims = claims(cloud, principal, "api://proconsul");
            assertThat(claims.getStringListClaim("roles")).isEqualTo(List.of(role));
            assertThat(claims.getAudience()).containsExactly("api://proconsul");
            assertThat(claims.getIssuer()).isEqualTo(cloud.azure.entraEndpoint() + "/" + Subscription.TENANT + "/v2.0");
            assertThat(claims.getStringClaim("tid")).isEqualTo(Subscription.TENANT);
        }
    }

    @Test
    void nobodyHasItInTheTokenForAnotherApplication() throws ParseException {
        try (var cloud = Cloud.start(state)) {
            assertThat(claims(cloud, "administrator", "https://management.azure.com")
                            .getClaim("roles"))
                    .isNull();
            assertThat(claims(cloud, "customer", "api://proconsul").getClaim("roles"))
                    .isNull();
        }
    }

    private static JWTClaimsSet claims(Cloud cloud, String principal, String audience) throws ParseException {
        var token = Objects.requireNonNull(
                cloud.credential(principal).getTokenSync(new TokenRequestContext().addScopes(audience + "/.default")));
        return SignedJWT.parse(token.getToken()).getJWTClaimsSet();
    }
}
