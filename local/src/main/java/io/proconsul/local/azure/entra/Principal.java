package io.proconsul.local.azure.entra;

import java.time.Instant;

/**
 * A service principal or a managed identity.
 *
 * @param replicatedAt when the rest of Azure learns of it; a role assignment before fails with PrincipalNotFound
 */
public record Principal(String objectId, String clientId, String name, Instant replicatedAt) {}
