package io.proconsul.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
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
        assertThat(new TrustedHost("setting", ENDPOINT).trusts(url)).isTrue();
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
        assertThat(new TrustedHost("setting", ENDPOINT).trusts(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://management.azure.com/", "management.azure.com", "https:///"})
    void refuses_an_endpoint_that_is_not_https(String endpoint) {
        assertThatThrownBy(() -> arm(endpoint, new AtomicInteger(), new AtomicInteger()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("proconsul.arm must be an https URL, but is: " + endpoint);
    }

    @Test
    void neither_asks_for_a_token_nor_sends_anything_to_a_strange_host() {
        var sent = new AtomicInteger();
        var tokens = new AtomicInteger();
        var arm = arm(ENDPOINT.toString(), sent, tokens);

        assertThatThrownBy(() -> arm.pipeline()
                        .sendSync(new HttpRequest(HttpMethod.GET, "https://evil.example/operations/1"), Context.NONE))
                .hasMessageContaining("evil.example");

        assertThat(sent).hasValue(0);
        assertThat(tokens).hasValue(0);
    }

    private static ArmAccess arm(String endpoint, AtomicInteger sent, AtomicInteger tokens) {
        var azure = new AzureAccess(
                request -> {
                    sent.incrementAndGet();
                    return Mono.error(new AssertionError("sent to " + request.getUrl()));
                },
                request -> {
                    tokens.incrementAndGet();
                    return Mono.just(new AccessToken("token", OffsetDateTime.MAX));
                });
        var settings = new ArmSettings("proconsul.arm", URI.create(endpoint), endpoint, ENDPOINT);
        return new ArmAccess(settings, azure, List.of());
    }
}
