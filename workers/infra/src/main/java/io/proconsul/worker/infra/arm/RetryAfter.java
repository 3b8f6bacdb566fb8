package io.proconsul.worker.infra.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** What Azure says about when to come back: whole seconds (RPC-119); anything else is as if it said nothing. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    static Optional<Duration> in(HttpHeaders headers) {
        var value = headers.getValue(HttpHeaderName.RETRY_AFTER);
        if (value == null || !value.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        var wait = Duration.ofSeconds(Long.parseLong(value));
        return Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }
}
