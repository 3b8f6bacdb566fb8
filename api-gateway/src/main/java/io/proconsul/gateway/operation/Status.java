package io.proconsul.gateway.operation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.proconsul.wire.ErrorDetail;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * google.rpc.Status, as it stands inside an operation.
 *
 * @param code of gRPC
 */
@Schema(name = "Status")
public record Status(int code, String message, List<ErrorInfo> details) {

    private static final int CANCELLED = 1;
    private static final int FAILED_PRECONDITION = 9;
    private static final int INTERNAL = 13;

    /** google.rpc.ErrorInfo: the code by which programs tell failures apart. */
    @Schema(name = "ErrorInfo")
    public record ErrorInfo(@JsonProperty("@type") String type, String reason, String domain) {}

    static Status cancelled(ErrorDetail error) {
        return of(CANCELLED, error);
    }

    static Status rejected(ErrorDetail error) {
        return of(FAILED_PRECONDITION, error);
    }

    static Status failed(ErrorDetail error) {
        return of(INTERNAL, error);
    }

    private static Status of(int code, ErrorDetail error) {
        var info = new ErrorInfo("type.googleapis.com/google.rpc.ErrorInfo", error.getCode(), "proconsul.io");
        return new Status(code, error.getMessage(), List.of(info));
    }
}
