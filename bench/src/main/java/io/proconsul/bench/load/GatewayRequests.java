package io.proconsul.bench.load;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** What an operator asks of the gateway: clusters, each in a resource group of its own, some in each subscription. */
final class GatewayRequests {
    private static final int CLUSTERS_OF_A_SUBSCRIPTION = 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String BODY = "{\"properties\":{\"location\":\"westus2\",\"consulNumServers\":\"3\","
            + "\"consulVnetCidr\":\"172.25.16.0/24\",\"email\":\"ops@example.com\"}}";

    private final URI gateway;
    private final String token;
    private final AtomicLong clusters = new AtomicLong();

    GatewayRequests(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** A cluster that nobody has asked for yet. */
    HttpRequest create() {
        return to(clusters.getAndIncrement())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(BODY))
                .build();
    }

    /** One look at each of the first so many clusters. */
    List<HttpRequest> reads(int number) {
        return LongStream.range(0, Math.min(number, clusters.get()))
                .mapToObj(cluster -> to(cluster).GET().build())
                .toList();
    }

    private HttpRequest.Builder to(long cluster) {
        var subscription = new UUID(0x4000L, 0x8000_0000_0000_0000L | cluster / CLUSTERS_OF_A_SUBSCRIPTION);
        var path = "/consulama/2021-04-23/subscriptions/" + subscription + "/resourceGroups/mrg-" + cluster
                + "/providers/Microsoft.CustomProviders/resourceProviders/public/consulClusters/bench-" + cluster
                + "?api-version=2018-09-01-preview";
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(LIMIT).header("Authorization", "Bearer " + token);
    }
}
