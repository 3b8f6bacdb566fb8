package io.proconsul.gateway.azure;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while Azure's certificates are unknown or older than a day. */
@Readiness
@ApplicationScoped
public class CertificatesHealth implements HealthCheck {

    private final AzureCertificates certificates;

    public CertificatesHealth(AzureCertificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("azure certificates current")
                .status(certificates.areCurrent())
                .build();
    }
}
