package io.proconsul.gateway.command;

import java.time.Instant;

/**
 * Where a command came from.
 *
 * @param correlationId x-ms-correlation-request-id of Azure or x-ms-client-request-id of others, else our own request id
 * @param requestedBy the principal
 */
public record Request(String correlationId, String requestedBy, Instant at) {}
