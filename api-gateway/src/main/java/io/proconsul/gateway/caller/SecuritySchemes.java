package io.proconsul.gateway.caller;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The ways in, as the API's description has them: it looks for them where the application is declared. */
@SecurityScheme(
        securitySchemeName = SecuritySchemes.ENTRA,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "An access token of Entra ID with an app role: Proconsul.Reader, Proconsul.Operator or"
                + " Proconsul.Administrator.")
@SecurityScheme(
        securitySchemeName = SecuritySchemes.AZURE,
        type = SecuritySchemeType.MUTUALTLS,
        description = "A client certificate that Azure Resource Manager publishes.")
@SecurityScheme(
        securitySchemeName = SecuritySchemes.SIGNATURE,
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.QUERY,
        apiKeyName = "sig",
        description = "The secret in the registered address of the webhook.")
public class SecuritySchemes extends Application {

    public static final String ENTRA = "entra";
    public static final String AZURE = "azure";
    public static final String SIGNATURE = "sig";
}
