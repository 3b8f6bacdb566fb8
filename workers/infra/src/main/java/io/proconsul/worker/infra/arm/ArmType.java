package io.proconsul.worker.infra.arm;

import com.azure.core.http.rest.Response;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How resources of one type are read, put and deleted with the SDK's typed clients. No call waits for a long-running
 * operation: the raw answer to a PUT or DELETE names the operation, and the thread is free (SDK-1).
 *
 * @param <W> what is written
 * @param <R> what is read
 * @param name as Resource Manager spells it, such as Microsoft.Network/virtualNetworks
 * @param facts what convergence needs to know of a resource
 */
public record ArmType<W, R>(String name, Get<R> get, Put<W> put, Delete delete, Function<R, Facts> facts) {

    /** Reads a resource; throws what the SDK throws if it is missing. */
    @FunctionalInterface
    public interface Get<R> {
        Response<R> call(Subscription azure, ArmId id);
    }

    /** Creates or replaces a resource. */
    @FunctionalInterface
    public interface Put<W> {
        Response<?> call(Subscription azure, ArmId id, W body);
    }

    /** Deletes a resource. */
    @FunctionalInterface
    public interface Delete {
        Response<?> call(Subscription azure, ArmId id);
    }

    /**
     * The part of a resource that is the same for every type.
     *
     * @param provisioningState as the resource states it; a missing one means Succeeded (RPC-112)
     * @param marks its tags, or the metadata that stand for them where a type has no tags
     */
    public record Facts(String provisioningState, Map<String, String> marks) {

        public static Facts of(@Nullable Object provisioningState, @Nullable Map<String, String> marks) {
            return new Facts(
                    provisioningState == null ? "Succeeded" : provisioningState.toString(),
                    marks == null ? Map.of() : marks);
        }

        boolean succeeded() {
            return provisioningState.equalsIgnoreCase("Succeeded");
        }

        /** Whether nothing goes on any more; only three states say so (RPC-112). */
        boolean settled() {
            return succeeded()
                    || provisioningState.equalsIgnoreCase("Failed")
                    || provisioningState.equalsIgnoreCase("Canceled");
        }
    }
}
