package io.proconsul.gateway.operation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which operation; subscription and resource group count as the path has them. */
@Schema(name = "GetOperationRequest")
public record OperationRequest(
        @Nullable String subscriptionId, @Nullable String resourceGroup, String operationId) {}
