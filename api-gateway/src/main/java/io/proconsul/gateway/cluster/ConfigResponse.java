package io.proconsul.gateway.cluster;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a Consul client needs to join, as plain text.
 *
 * @param clientConfig the client agent's JSON
 * @param caFile the CA chain in PEM
 */
@Schema(name = "GetConfigResponse")
public record ConfigResponse(String clientConfig, String caFile) {}
