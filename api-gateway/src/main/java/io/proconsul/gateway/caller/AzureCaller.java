package io.proconsul.gateway.caller;

import io.proconsul.gateway.azure.AzureCertificates;
import io.proconsul.gateway.caller.Identification.Known;
import io.proconsul.gateway.caller.Identification.Refused;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.config.Tenants;
import io.proconsul.gateway.error.ApiError;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Azure Resource Manager, known by a certificate that it has published. It has asked its own role assignments before it
 * calls, so that it may do everything here, in the tenant of the subscription: the one that it names, or ours if it
 * names none.
 */
@ApplicationScoped
public class AzureCaller {

    private static final String PRINCIPAL = "azure";

    private final AzureCertificates certificates;
    private final String ourTenant;
    private final List<String> tenants;

    public AzureCaller(AzureCertificates certificates, GatewayConfig config) {
        this.certificates = certificates;
        this.ourTenant = config.tenantId();
        this.tenants = Tenants.served(config);
    }

    Identification identify(X509Certificate shown, Credentials credentials) {
        if (!certificates.includes(shown)) {
            return certificates.areCurrent()
                    ? refused("Expected a client certificate that Azure Resource Manager publishes, found another one.")
                    : new Refused(ApiError.unavailable("The client certificate cannot be checked at present."));
        }
        var tenant = credentials.homeTenant().orElse(ourTenant);
        return tenants.contains(tenant)
                ? new Known(new Caller(PRINCIPAL, tenant, Role.ADMINISTRATOR), true)
                : refused("Expected a subscription of a tenant that uses this service, found one of another.");
    }

    private static Refused refused(String message) {
        return new Refused(ApiError.of(403, "AuthorizationFailed", message, null));
    }
}
