package io.proconsul.gateway.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong (RPC-100, RPC-101).
 *
 * @param code PascalCase class of the problem, never localised
 * @param message what was expected and what was found
 * @param target the property, header or path segment at fault
 * @param details the single problems, where there are several
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Problem")
public record Problem(String code, String message, @Nullable String target, List<Problem> details) {

    public static Problem of(String code, String message, @Nullable String target) {
        return new Problem(code, message, target, List.of());
    }
}
