package io.proconsul.gateway.operation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The operation as it is now; its failure is inside, the answer itself is 200. */
@Schema(name = "GetOperationResponse")
public record OperationResponse(Operation operation) {}
