package io.proconsul.local.deployment;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;

/** The question whether a service can do its work by now. */
@FunctionalInterface
public interface Readiness {
    Duration PATIENCE = Duration.ofSeconds(3);

    boolean isReady() throws InterruptedException;

    /** Any 2xx answer means yes. */
    static Readiness http(String url) {
        return http(url, HttpClient.newBuilder().connectTimeout(PATIENCE).build());
    }

    /** The same over TLS with an authority of its own. */
    static Readiness https(String url, SSLContext trust) {
        return http(
                url,
                HttpClient.newBuilder()
                        .sslContext(trust)
                        .connectTimeout(PATIENCE)
                        .build());
    }

    private static Readiness http(String url, HttpClient client) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        return () -> {
            try {
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                return status >= 200 && status < 300;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** Yes when that broker answers and sees at least so many nodes. */
    static Readiness kafka(String address, int nodes) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", address,
                "request.timeout.ms", 2000,
                "default.api.timeout.ms", 2500,
                "reconnect.backoff.ms", 200);
        return () -> {
            if (!listens(address)) {
                return false;
            }
            try (var admin = Admin.create(settings)) {
                return admin.describeCluster()
                                .nodes()
                                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                                .size()
                        >= nodes;
            } catch (ExecutionException | TimeoutException e) {
                return false;
            }
        };
    }

    /** Cheap, and asked first: a client that finds nobody retries busily. */
    private static boolean listens(String address) {
        int colon = address.lastIndexOf(':');
        try (var socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
