package io.proconsul.worker.infra.arm;

import com.azure.core.exception.HttpResponseException;
import java.util.function.Supplier;

/**
 * What Azure said to a request. A refusal is an answer like any other: only what says that Azure is down or throttles
 * may count against it.
 */
record Answer<T>(Supplier<T> value) {

    static <T> Answer<T> to(Supplier<T> request) {
        try {
            var value = request.get();
            return new Answer<>(() -> value);
        } catch (HttpResponseException refusal) {
            if (isOutage(refusal)) {
                throw refusal;
            }
            return new Answer<>(() -> {
                throw refusal;
            });
        }
    }

    T orThrow() {
        return value.get();
    }

    private static boolean isOutage(HttpResponseException refusal) {
        return ArmError.in(refusal)
                .filter(error -> Verdict.on(error) == Verdict.UNAVAILABLE)
                .isPresent();
    }
}
