package io.proconsul.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import com.azure.core.util.SharedExecutorService;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AzureAccessTest {

    @Test
    void isAnsweredWhenAllThreadsOfTheSdkWaitForAnAnswer() throws Exception {
        // given
        int all = 10 * Runtime.getRuntime().availableProcessors();
        var arrived = new CountDownLatch(all);
        var threads = Executors.newCachedThreadPool();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), all);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            arrived.countDown();
            try {
                arrived.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        var http = AzureAccess.http(Duration.ofSeconds(20));
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";

        // when
        var answers = new ArrayList<Future<Integer>>();
        for (int i = 0; i < all; i++) {
            answers.add(SharedExecutorService.getInstance().submit(() -> {
                try (var answer = http.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
                    return answer.getStatusCode();
                }
            }));
        }

        // then
        try {
            for (var answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(204);
            }
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
