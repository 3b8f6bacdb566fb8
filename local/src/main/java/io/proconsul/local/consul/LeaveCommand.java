package io.proconsul.local.consul;

import io.proconsul.local.http.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;

/** {@code consul leave}, with the address, authority and token of Consul's environment variables. */
final class LeaveCommand {
    private LeaveCommand() {}

    static int run(Map<String, String> environment) throws InterruptedException {
        var address = environment.getOrDefault("CONSUL_HTTP_ADDR", "https://127.0.0.1:8501");
        var client = HttpClient.newBuilder();
        var ca = environment.get("CONSUL_CACERT");
        if (ca != null) {
            client.sslContext(Tls.client(Path.of(ca)));
        }
        var request = HttpRequest.newBuilder(URI.create(address.replaceAll("/+$", "") + "/v1/agent/leave"))
                .header("X-Consul-Token", environment.getOrDefault("CONSUL_HTTP_TOKEN", ""))
                .PUT(BodyPublishers.noBody())
                .build();
        try {
            var answer = client.build().send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                System.out.println("Graceful leave complete");
                return 0;
            }
            System.err.println(
                    "Error leaving: Unexpected response code: " + answer.statusCode() + " (" + answer.body() + ")");
        } catch (IOException e) {
            System.err.println("Error leaving: " + e.getMessage());
        }
        return 1;
    }
}
