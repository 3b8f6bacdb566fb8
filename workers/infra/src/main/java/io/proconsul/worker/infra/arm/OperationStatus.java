package io.proconsul.worker.infra.arm;

import com.azure.core.http.HttpHeaders;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What an operation URL says. It never decides alone: the resource is read before anything is concluded (SDK-4). */
sealed interface OperationStatus {

    /** It goes on. */
    record Running(Optional<Duration> retryAfter) implements OperationStatus {}

    /** It ended well, or its URL says no more: the resource knows. */
    record Ended() implements OperationStatus {}

    /** It ended badly. */
    record Failed(ArmError error) implements OperationStatus {}

    /** Reads an answer by RPC-115 to RPC-117; a status that cannot be read is not a failure (RPC-116). */
    static OperationStatus of(int status, HttpHeaders headers, JsonNode body) {
        if (status == 202) {
            return new Running(RetryAfter.in(headers));
        }
        if (status != 200) {
            return new Ended();
        }
        var word = body.path("status").asText("Succeeded");
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "succeeded" -> new Ended();
            case "failed", "canceled" ->
                new Failed(ArmError.ofOperation(
                        body.at("/error/code").asText("Operation" + word),
                        body.at("/error/message").asText("The operation ended as " + word + ".")));
            default -> new Running(RetryAfter.in(headers));
        };
    }
}
