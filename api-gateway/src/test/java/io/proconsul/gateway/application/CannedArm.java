package io.proconsul.gateway.application;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import io.proconsul.azure.AzureAccess;
import io.proconsul.gateway.config.Configs;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Resource Manager's answers by the path that is asked for; the first whose beginning fits. */
final class CannedArm implements HttpClient {

    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    private record Answer(int status, String body) {}

    ArmApplications applications() {
        TokenCredential anybody = request -> Mono.just(new AccessToken("token", OffsetDateTime.MAX));
        return new ArmApplications(new ArmConnection(Configs.defaults(), new AzureAccess(this, anybody)));
    }

    CannedArm at(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
        return this;
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        var path = request.getUrl().getPath();
        asked.add(path);
        var answer = answers.entrySet().stream()
                .filter(one -> request.getUrl().getFile().startsWith(one.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(new Answer(404, "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"no such thing\"}}"));
        return answer.status() == 0
                ? Mono.error(new java.io.UncheckedIOException(new java.io.IOException("connection refused")))
                : Mono.just(new Canned(request, answer));
    }

    private static final class Canned extends HttpResponse {

        private final Answer answer;

        Canned(HttpRequest request, Answer answer) {
            super(request);
            this.answer = answer;
        }

        @Override
        public int getStatusCode() {
            return answer.status();
        }

        @Override
        @Deprecated
        public String getHeaderValue(String name) {
            return getHeaders().getValue(name);
        }

        @Override
        public HttpHeaders getHeaders() {
            return new HttpHeaders().set(com.azure.core.http.HttpHeaderName.CONTENT_TYPE, "application/json");
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(bytes()));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(bytes());
        }

        @Override
        public Mono<String> getBodyAsString() {
            return Mono.just(answer.body());
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return getBodyAsString();
        }

        private byte[] bytes() {
            return answer.body().getBytes(StandardCharsets.UTF_8);
        }
    }
}
