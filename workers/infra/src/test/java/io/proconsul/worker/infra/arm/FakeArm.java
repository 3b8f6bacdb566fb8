package io.proconsul.worker.infra.arm;

import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.exception.ManagementException;
import io.proconsul.azure.AzureAccess;
import io.proconsul.worker.infra.Configs;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Resource Manager with one type of resource, whose operations end when the test says so. */
final class FakeArm {

    static final Duration POLL = Duration.ofSeconds(3);

    final Map<ArmId, ArmType.Facts> resources = new HashMap<>();
    final List<ArmId> puts = new ArrayList<>();
    final List<ArmId> deletes = new ArrayList<>();
    final List<String> polls = new ArrayList<>();
    final Deque<RuntimeException> refusals = new ArrayDeque<>();
    String operationHost = "https://management.azure.com";
    CannedResponse operation = running();

    final ArmType<Map<String, String>, ArmType.Facts> type = new ArmType<>(
            "Test/things",
            (azure, id) -> {
                if (!resources.containsKey(id)) {
                    throw new HttpResponseException(new CannedResponse(404, new HttpHeaders(), ""));
                }
                return answer(200, new HttpHeaders(), resources.get(id));
            },
            (azure, id, marks) -> {
                refuse();
                puts.add(id);
                resources.put(id, new ArmType.Facts("Creating", marks));
                return answer(201, operationOf(id), null);
            },
            (azure, id) -> {
                refuse();
                deletes.add(id);
                resources.computeIfPresent(id, (it, facts) -> new ArmType.Facts("Deleting", facts.marks()));
                return answer(202, operationOf(id), null);
            },
            facts -> facts);

    Resources resources() {
        var config = Configs.of(AzureConfig.class, Map.of());
        var access = new AzureAccess(
                request -> {
                    polls.add(request.getUrl().toString());
                    return Mono.just(operation);
                },
                request -> Mono.just(new AccessToken("token", OffsetDateTime.MAX)));
        var cloud = new AzureCloud(config, access);
        return new Resources(cloud, Configs.dependencies(Map.of()));
    }

    static CannedResponse running() {
        return new CannedResponse(
                200, new HttpHeaders().set(HttpHeaderName.RETRY_AFTER, "10"), "{\"status\":\"InProgress\"}");
    }

    static CannedResponse succeeded() {
        return new CannedResponse(200, new HttpHeaders(), "{\"status\":\"Succeeded\"}");
    }

    static CannedResponse failed(String code) {
        return new CannedResponse(
                200,
                new HttpHeaders(),
                "{\"status\":\"Failed\",\"error\":{\"code\":\"" + code + "\",\"message\":\"sorry\"}}");
    }

    static CannedResponse gone() {
        return new CannedResponse(404, new HttpHeaders(), "");
    }

    static ManagementException refusal(int status, String code, HttpHeaders headers) {
        return new ManagementException(
                code, new CannedResponse(status, headers, ""), new ManagementError(code, "because"));
    }

    void settle(ArmId id, String state) {
        resources.computeIfPresent(id, (it, facts) -> new ArmType.Facts(state, facts.marks()));
    }

    String urlOf(ArmId id) {
        return operationHost + "/operations/" + id.name();
    }

    private void refuse() {
        if (!refusals.isEmpty()) {
            throw refusals.pop();
        }
    }

    private HttpHeaders operationOf(ArmId id) {
        return new HttpHeaders()
                .set(HttpHeaderName.fromString("Azure-AsyncOperation"), urlOf(id))
                .set(HttpHeaderName.RETRY_AFTER, "2");
    }

    private static <R> SimpleResponse<R> answer(int status, HttpHeaders headers, @Nullable R value) {
        return new SimpleResponse<>(
                new HttpRequest(HttpMethod.GET, "https://management.azure.com/"), status, headers, value);
    }
}
