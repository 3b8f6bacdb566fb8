package io.proconsul.gateway.caller;

/**
 * Who asks.
 *
 * @param principal for the audit trail: an object id, or {@code azure}
 * @param tenantId whose clusters the caller may see
 * @param role the highest that the caller has
 */
public record Caller(String principal, String tenantId, Role role) {}
