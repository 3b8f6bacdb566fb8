package io.proconsul.gateway.token;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The new token; the one given before opens nothing any more. */
@Schema(name = "CreateTokenResponse")
public record TokenResponse(MasterToken masterToken) {}
