package io.proconsul.gateway.federation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param federationToken a JWT that lets other clusters join, for two hours; kept nowhere */
@Schema(name = "CreateFederationTokenResponse")
public record FederationTokenResponse(String federationToken) {

    @Override
    public String toString() {
        return "FederationTokenResponse[...]";
    }
}
