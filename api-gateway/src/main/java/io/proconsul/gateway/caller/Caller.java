package io.proconsul.gateway.caller;

/**
 * Who asks.
 *
 * @param principal for the audit trail: an object id, or {@code azure}
 * @param tenantId whose clusters the caller may see
 */
public record Caller(String principal, String tenantId) {}
