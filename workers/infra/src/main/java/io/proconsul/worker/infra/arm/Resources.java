package io.proconsul.worker.infra.arm;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.worker.Dependencies;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge to Resource Manager: single requests, none of which waits for an operation. Thread-safe. */
public final class Resources {

    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);
    private static final HttpHeaderName ASYNC_OPERATION = HttpHeaderName.fromString("Azure-AsyncOperation");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AzureCloud azure;
    private final Dependencies dependencies;

    public Resources(AzureCloud azure, Dependencies dependencies) {
        this.azure = azure;
        this.dependencies = dependencies;
    }

    /** The resource; empty if it is not there. */
    public <R> Optional<R> find(ArmType<?, R> type, ArmId id) {
        try {
            var found = call(id.subscription(), () -> type.get().call(azure.subscription(id.subscription()), id));
            return Optional.ofNullable(found.getValue());
        } catch (HttpResponseException e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    <W> Begun put(ArmType<W, ?> type, ArmId id, W body) {
        return begun(call(id.subscription(), () -> type.put().call(azure.subscription(id.subscription()), id, body)));
    }

    /** Begins a deletion; of what is not there, too (SDK-13). */
    Begun delete(ArmType<?, ?> type, ArmId id) {
        try {
            return begun(call(id.subscription(), () -> type.delete().call(azure.subscription(id.subscription()), id)));
        } catch (HttpResponseException e) {
            if (isMissing(e)) {
                return new Begun(Optional.empty(), Optional.empty());
            }
            throw e;
        }
    }

    OperationStatus poll(ArmId id, String operationUrl) {
        if (!azure.trusts(operationUrl)) {
            LOG.warn("Ignored an operation URL of {} that is not on Resource Manager's host", id);
            return new OperationStatus.Ended();
        }
        return call(id.subscription(), () -> {
            var request = new HttpRequest(HttpMethod.GET, operationUrl);
            try (var response = azure.pipeline().sendSync(request, Context.NONE)) {
                var body = response.getBodyAsString().block();
                return OperationStatus.of(response.getStatusCode(), response.getHeaders(), json(body));
            }
        });
    }

    /** A request of any other kind to a subscription. */
    public <T> T ask(String subscriptionId, SubscriptionCall<T> request) {
        return call(subscriptionId, () -> request.call(azure.subscription(subscriptionId)));
    }

    /** See {@link #ask}. */
    @FunctionalInterface
    public interface SubscriptionCall<T> {
        T call(Subscription azure);
    }

    /** A request that was accepted; without a URL there is nothing to wait for but the resource itself. */
    record Begun(Optional<String> operationUrl, Optional<Duration> retryAfter) {}

    private Begun begun(Response<?> response) {
        var headers = response.getHeaders();
        var url = headers.getValue(ASYNC_OPERATION);
        if (url == null) {
            url = headers.getValue(HttpHeaderName.LOCATION);
        }
        return new Begun(Optional.ofNullable(url).filter(azure::trusts), RetryAfter.in(headers));
    }

    private <T> T call(String subscriptionId, Supplier<T> request) {
        return dependencies
                .named("arm-" + subscriptionId)
                .get(() -> Answer.to(request))
                .orThrow();
    }

    private static boolean isMissing(HttpResponseException failure) {
        return failure.getResponse() != null && failure.getResponse().getStatusCode() == 404;
    }

    private static JsonNode json(@Nullable String body) {
        try {
            return JSON.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
