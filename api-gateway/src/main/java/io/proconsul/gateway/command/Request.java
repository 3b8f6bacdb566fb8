package io.proconsul.gateway.command;

import java.time.Instant;

/**
 * Where a command came from.
 *
 * @param correlationId x-ms-correlation-request-id, or our own request id
 * @param requestedBy the principal
 */
public record Request(String correlationId, String requestedBy, Instant at) {}
