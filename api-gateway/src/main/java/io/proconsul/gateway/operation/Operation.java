package io.proconsul.gateway.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A long-running operation. It has succeeded if it is DONE without an error.
 *
 * @param id unique within a managed application
 * @param state PENDING, RUNNING or DONE, strictly in this order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Operation")
public record Operation(
        String id,

        @Schema(enumeration = {"PENDING", "RUNNING", "DONE"})
        String state,

        @Nullable Status error) {}
