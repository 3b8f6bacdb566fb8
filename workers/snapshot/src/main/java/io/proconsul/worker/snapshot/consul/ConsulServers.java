package io.proconsul.worker.snapshot.consul;

import io.proconsul.wire.Server;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Opens the servers of clusters. Keeps the HTTP clients of the clusters asked last: each has threads and TLS sessions
 * of its own, since each trusts another CA.
 */
@Singleton
public class ConsulServers {
    private static final int KEPT = 100;

    private final ConsulConfig config;
    private final Map<Trust, HttpClient> clients = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Trust, HttpClient> eldest) {
            return size() > KEPT;
        }
    };

    public ConsulServers(ConsulConfig config) {
        this.config = config;
    }

    private record Trust(String caPem, String datacenter) {}

    public Consul open(Server server, String caPem, String datacenter) {
        var base = "https://" + server.getAddress() + ":" + config.httpsPort();
        return new HttpConsul(
                new ConsulHttp(client(new Trust(caPem, datacenter)), base, config.requestTimeout()),
                config.maxSnapshotBytes());
    }

    private HttpClient client(Trust trust) {
        synchronized (clients) {
            return clients.computeIfAbsent(trust, this::newClient);
        }
    }

    private HttpClient newClient(Trust trust) {
        return HttpClient.newBuilder()
                .sslContext(ServerTrust.context(trust.caPem(), trust.datacenter()))
                .connectTimeout(config.connectTimeout())
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }
}
