package io.proconsul.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatewayRequestsTest {

    private final GatewayRequests requests = new GatewayRequests(URI.create("https://127.0.0.1:1"), "token");

    @Test
    void everyClusterIsAnotherOneAndItsSubscriptionHasFew() {
        var created = IntStream.range(0, 100).mapToObj(i -> requests.create()).toList();

        assertThat(created).extracting(HttpRequest::uri).doesNotHaveDuplicates();
        assertThat(created)
                .extracting(request -> request.uri().getPath().split("/", -1)[4])
                .satisfies(subscriptions ->
                        assertThat(subscriptions.stream().distinct()).hasSize(5));
        assertThat(created).allSatisfy(request -> assertThat(request.headers().firstValue("Authorization"))
                .contains("Bearer token"));
    }

    @Test
    void onlyWhatWasAskedForIsLookedAt() {
        var first = requests.create().uri();
        var second = requests.create().uri();
        requests.create();

        assertThat(requests.reads(2)).extracting(HttpRequest::uri).containsExactly(first, second);
        assertThat(requests.reads(10))
                .hasSize(3)
                .extracting(HttpRequest::method)
                .containsOnly("GET");
    }
}
