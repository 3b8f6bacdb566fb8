package io.proconsul.worker.infra.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import io.proconsul.worker.infra.Configs;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class TrustedHostTest {

    private static final URI ENDPOINT = URI.create("https://management.azure.com/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://management.azure.com/subscriptions/1/providers/x/locations/y/operations/z?api-version=1",
                "https://MANAGEMENT.azure.com:443/operations"
            })
    void trusts_its_host(String url) {
        assertThat(new TrustedHost(ENDPOINT).trusts(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://management.azure.com/operations",
                "https://management.azure.com:8443/operations",
                "https://management.azure.com.evil.example/operations",
                "https://management.azure.com@evil.example/operations",
                "https://user@management.azure.com/operations",
                "https://169.254.169.254/metadata/identity",
                "//management.azure.com/operations",
                "/operations",
                "not a url"
            })
    void trusts_nothing_else(String url) {
        assertThat(new TrustedHost(ENDPOINT).trusts(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://management.azure.com/", "management.azure.com", "https:///"})
    void refuses_an_endpoint_that_is_not_https(String endpoint) {
        assertThatThrownBy(() -> cloud(endpoint, new AtomicInteger(), new AtomicInteger()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("proconsul.azure.resource-manager-endpoint")
                .hasMessageContaining(endpoint);
    }

    @Test
    void neither_asks_for_a_token_nor_sends_anything_to_a_strange_host() {
        var sent = new AtomicInteger();
        var tokens = new AtomicInteger();
        var cloud = cloud(ENDPOINT.toString(), sent, tokens);

        assertThatThrownBy(() -> cloud.pipeline()
                        .sendSync(new HttpRequest(HttpMethod.GET, "https://evil.example/operations/1"), Context.NONE))
                .hasMessageContaining("evil.example");

        assertThat(sent).hasValue(0);
        assertThat(tokens).hasValue(0);
    }

    private static AzureCloud cloud(String endpoint, AtomicInteger sent, AtomicInteger tokens) {
        var config = Configs.of(AzureConfig.class, Map.of("proconsul.azure.resource-manager-endpoint", endpoint));
        return new AzureCloud(
                config,
                request -> {
                    sent.incrementAndGet();
                    return Mono.error(new AssertionError("sent to " + request.getUrl()));
                },
                request -> {
                    tokens.incrementAndGet();
                    return Mono.just(new AccessToken("token", OffsetDateTime.MAX));
                });
    }
}
