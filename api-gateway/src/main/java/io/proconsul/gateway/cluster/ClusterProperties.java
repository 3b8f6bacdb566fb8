package io.proconsul.gateway.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The properties of a Consul cluster: names and forms are those of the HCS API, 2021-04-23. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "ClusterProperties")
public record ClusterProperties(
        @Schema(
                readOnly = true,
                enumeration = {"UNSET", "PENDING", "CREATING", "RUNNING", "FAILED", "DELETING"})
        String state,

        @Nullable String location,
        @Schema(examples = "v1.21.4") @Nullable String consulInitialVersion,
        @Schema(readOnly = true) @Nullable String consulCurrentVersion,
        @Nullable String consulDatacenter,
        @Schema(enumeration = {"1", "3", "5"}) @Nullable String consulNumServers,

        @Schema(enumeration = {"PRODUCTION", "DEVELOPMENT"}) @Nullable String consulClusterMode,

        @Schema(enumeration = {"enabled", "disabled"}) @Nullable String consulAutomaticUpgrades,

        @Schema(enumeration = {"enabled", "disabled"}) @Nullable String consulConnect,

        @Schema(enumeration = {"enabled", "disabled"}) @Nullable String consulExternalEndpoint,

        @Schema(readOnly = true) @Nullable String consulExternalEndpointUrl,
        @Schema(readOnly = true) @Nullable String consulPrivateEndpointUrl,
        @Schema(examples = "1d") @Nullable String consulSnapshotInterval,
        @Schema(examples = "1m") @Nullable String consulSnapshotRetention,
        @Schema(examples = "172.25.16.0/24") @Nullable String consulVnetCidr,
        @Schema(readOnly = true) @Nullable String consulClusterId,

        @Schema(readOnly = true, description = "The client agent's JSON, in base64.") @Nullable String consulConfigFile,

        @Schema(readOnly = true, description = "The CA chain in PEM, in base64.") @Nullable String consulCaFile,

        @Nullable String managedAppId,
        @Schema(readOnly = true) @Nullable String storageAccountName,
        @Schema(readOnly = true) @Nullable String blobContainerName,
        @Schema(readOnly = true) @Nullable String storageAccountResourceGroup,

        @Schema(readOnly = true, description = "Without its suffix -vnet.") @Nullable String vnetName,

        @Nullable String email,
        @Nullable String sourceChannel,

        @Schema(
                readOnly = true,
                enumeration = {"TRUE", "FALSE"},
                description = "Changed by the action update.")
        @Nullable String auditLoggingEnabled,

        @Schema(readOnly = true) @Nullable String auditLogStorageContainerURL,

        @Schema(
                enumeration = {"MANUAL", "POINT", "MAJOR"},
                description = "How far the cluster upgrades itself. Changed by the action update.")
        @Nullable String consulUpgradePolicy,

        @Schema(
                examples = "SAT,SUN",
                description = "On which its maintenance window opens. Changed by the action update.")
        @Nullable String consulMaintenanceDays,

        @Schema(examples = "02:00", description = "When it opens, UTC. Changed by the action update.") @Nullable String consulMaintenanceStart,

        @Schema(examples = "4h", description = "How long it is open. Changed by the action update.") @Nullable String consulMaintenanceDuration,

        @Schema(writeOnly = true, description = "Of the primary that the cluster joins when it is created.") @Nullable String federationToken) {}
