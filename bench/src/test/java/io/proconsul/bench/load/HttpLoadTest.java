package io.proconsul.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HttpLoadTest {

    @Test
    void countsWhatSucceedsAndWhatDoesNot() throws Exception {
        var asked = new AtomicLong();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() % 2 == 0 ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
        try {
            var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            var load = new HttpLoad(HttpClient.newHttpClient(), 2);

            var result = load.during(
                    Duration.ofMillis(500),
                    HttpLoad.inTurn(List.of(HttpRequest.newBuilder(uri).build())));

            assertThat(result.answers()).isEqualTo(asked.get() / 2);
            assertThat(result.failures()).isEqualTo(asked.get() - result.answers());
            assertThat(result.seconds()).isGreaterThanOrEqualTo(0.5);
            assertThat(result.perSecond()).isPositive();
            assertThat(result.millisAt(50)).isPositive().isLessThanOrEqualTo(result.millisAt(99));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobodyThereIsAFailure() throws Exception {
        var nobody = HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build();

        var result = new HttpLoad(HttpClient.newHttpClient(), 1)
                .during(Duration.ofMillis(50), HttpLoad.inTurn(List.of(nobody)));

        assertThat(result.answers()).isZero();
        assertThat(result.failures()).isPositive();
    }
}
