package io.proconsul.gateway.upgrade;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of the action update. Subscription and resource group count as the path has them. */
@Schema(name = "UpdateClusterRequest")
record UpdateRequest(
        @Nullable String subscriptionId,
        @Nullable String resourceGroup,
        ClusterUpdate update,
        @Nullable String sourceChannel) {

    /** What is left out stays as it is. */
    @Schema(name = "ClusterUpdate")
    record ClusterUpdate(
            @Schema(examples = "v1.22.0") @Nullable String consulVersion,
            @Nullable AuditLoggingUpdate auditLogging,

            @Schema(
                    enumeration = {"1", "3", "5"},
                    description = "As many servers as there are, or one step more; on its own.")
            @Nullable String consulNumServers,

            @Schema(
                    enumeration = {"MANUAL", "POINT", "MAJOR"},
                    description = "How far the cluster upgrades itself.")
            @Nullable String consulUpgradePolicy,

            @Schema(examples = "SAT,SUN", description = "On which its maintenance window opens.") @Nullable String consulMaintenanceDays,

            @Schema(examples = "02:00", description = "When it opens, UTC.") @Nullable String consulMaintenanceStart,

            @Schema(examples = "4h", description = "How long it is open, 1h to 24h.") @Nullable String consulMaintenanceDuration) {}

    @Schema(name = "AuditLoggingUpdate")
    record AuditLoggingUpdate(
            @Schema(enumeration = {"TRUE", "FALSE"}) @Nullable String enabled,

            @Schema(description = "Of a blob container that the servers' identity may write to.") @Nullable String storageContainerUrl) {}
}
