package io.proconsul.worker.infra.arm;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Sends a request once more after a hiccup, and no more: patience is the saga's, and retries multiply (SDK-10, SDK-11).
 * A POST is never sent twice; a throttled request and one that names a time to wait are answered at once.
 */
final class CappedRetry implements HttpPipelinePolicy {

    private static final Duration DELAY = Duration.ofMillis(200);

    private final RetryPolicy once = new RetryPolicy(
            new RetryOptions(new FixedDelayOptions(1, DELAY)).setShouldRetryCondition(CappedRetry::isHiccup));

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return context.getHttpRequest().getHttpMethod() == HttpMethod.POST
                ? next.process()
                : once.process(context, next);
    }

    private static boolean isHiccup(RequestRetryCondition condition) {
        var response = condition.getResponse();
        if (response == null) {
            return condition.getThrowable() instanceof IOException;
        }
        var status = response.getStatusCode();
        return status >= 500
                && status != 501
                && RetryAfter.in(response.getHeaders()).isEmpty();
    }
}
