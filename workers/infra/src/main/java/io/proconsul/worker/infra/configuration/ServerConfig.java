package io.proconsul.worker.infra.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.secrets.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The configuration of one Consul server, as the file has it. Paths are relative to the file's directory; the addresses
 * to bind to are the host manager's business, which knows them.
 */
@JsonNaming(SnakeCaseStrategy.class)
record ServerConfig(
        String datacenter,
        String primaryDatacenter,
        String domain,
        String nodeName,
        boolean server,
        int bootstrapExpect,
        String dataDir,
        Ports ports,
        String encrypt,
        boolean encryptVerifyIncoming,
        boolean encryptVerifyOutgoing,
        List<String> retryJoin,
        String retryInterval,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> retryJoinWan,
        Tls tls,
        Allowed autoEncrypt,
        Enabled connect,
        Enabled peering,
        Acl acl,
        Autopilot autopilot,
        Performance performance,
        int raftSnapshotThreshold,
        String raftSnapshotInterval,
        int raftTrailingLogs,
        Limits limits,
        Telemetry telemetry,
        Enabled uiConfig,
        Map<String, String> nodeMeta,
        String serverRejoinAgeMax,
        boolean disableUpdateCheck,
        boolean autoReloadConfig,
        boolean leaveOnTerminate,
        boolean logJson,
        String logLevel) {

    static final String DOMAIN = "consul";

    @JsonNaming(SnakeCaseStrategy.class)
    record Ports(int server, int serfLan, int serfWan, int http, int https, int grpc, int grpcTls, int dns) {

        /** Nothing in the clear but DNS, whose port the firewall keeps closed. */
        static final Ports STANDARD = new Ports(8300, 8301, 8302, -1, 8501, -1, 8503, 8600);
    }

    record Enabled(boolean enabled) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Allowed(boolean allowTls) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Tls(TlsDefaults defaults, TlsInternal internalRpc, TlsIncoming grpc, TlsIncoming https) {

        /** Servers prove themselves to each other by name; users of the API prove themselves by token. */
        static final Tls MUTUAL = new Tls(
                new TlsDefaults(
                        ConfigFiles.CA, ConfigFiles.CERTIFICATE, ConfigFiles.PRIVATE_KEY, true, true, "TLSv1_2"),
                new TlsInternal(true),
                new TlsIncoming(false),
                new TlsIncoming(false));
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record TlsDefaults(
            String caFile,
            String certFile,
            String keyFile,
            boolean verifyIncoming,
            boolean verifyOutgoing,
            String tlsMinVersion) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record TlsInternal(boolean verifyServerHostname) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record TlsIncoming(boolean verifyIncoming) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Acl(
            boolean enabled,
            String defaultPolicy,
            String downPolicy,
            boolean enableTokenPersistence,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean enableTokenReplication,
            Map<String, String> tokens) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Autopilot(
            boolean cleanupDeadServers,
            String lastContactThreshold,
            int maxTrailingLogs,
            int minQuorum,
            String serverStabilizationTime) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Performance(int raftMultiplier, String leaveDrainTime, String rpcHoldTimeout) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Limits(
            int httpMaxConnsPerClient,
            int rpcMaxConnsPerClient,
            String httpsHandshakeTimeout,
            String rpcHandshakeTimeout) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Telemetry(String prometheusRetentionTime, boolean disableHostname) {}

    /** The secrets that a server's configuration holds. */
    record Secrets(Secret gossipKey, Secret agentToken, Secret dnsToken) {}

    /**
     * What makes a server one of a secondary datacenter.
     *
     * @param wan where servers of the primary are
     * @param replicationToken by which the ACL system is copied
     */
    record Secondary(String primaryDatacenter, List<String> wan, Secret replicationToken) {}

    static ServerConfig of(
            ClusterResources cluster, ClusterSpec spec, int index, Secrets secrets, Optional<Secondary> secondary) {
        var datacenter = cluster.cluster().getDatacenter();
        return new ServerConfig(
                datacenter,
                secondary.map(Secondary::primaryDatacenter).orElse(datacenter),
                DOMAIN,
                cluster.names().node(index),
                true,
                spec.getServers(),
                "/opt/consul/data",
                Ports.STANDARD,
                secrets.gossipKey().reveal(),
                true,
                true,
                retryJoin(cluster, spec.getServers()),
                "10s",
                secondary.map(Secondary::wan).orElse(List.of()),
                Tls.MUTUAL,
                new Allowed(true),
                new Enabled(spec.getConnect()),
                new Enabled(false),
                new Acl(true, "deny", "extend-cache", true, secondary.isPresent(), tokens(secrets, secondary)),
                new Autopilot(true, "200ms", 250, spec.getServers(), "10s"),
                new Performance(1, "5s", "7s"),
                16384,
                "30s",
                10240,
                new Limits(200, 100, "5s", "5s"),
                new Telemetry("60s", true),
                new Enabled(true),
                Map.of("cluster_id", cluster.cluster().getClusterId(), "zone", zone(index)),
                "720h",
                true,
                false,
                false,
                true,
                "INFO");
    }

    static String zone(int index) {
        return Integer.toString(index % 3 + 1);
    }

    private static Map<String, String> tokens(Secrets secrets, Optional<Secondary> secondary) {
        var tokens = new TreeMap<>(Map.of(
                "agent", secrets.agentToken().reveal(),
                "default", secrets.dnsToken().reveal()));
        secondary.ifPresent(
                it -> tokens.put("replication", it.replicationToken().reveal()));
        return tokens;
    }

    /** One for each server's scale set, so that a server is found before it has an address that anyone knows. */
    static List<String> retryJoin(ClusterResources cluster, int servers) {
        return IntStream.range(0, servers)
                .mapToObj(index -> "provider=azure subscription_id="
                        + cluster.cluster().getSubscriptionId() + " resource_group="
                        + cluster.cluster().getResourceGroup() + " vm_scale_set="
                        + cluster.names().scaleSet(index))
                .toList();
    }
}
