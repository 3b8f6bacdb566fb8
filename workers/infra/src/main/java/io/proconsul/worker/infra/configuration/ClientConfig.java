package io.proconsul.worker.infra.configuration;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.proconsul.worker.secrets.Secret;
import java.util.List;

/**
 * The configuration of the users' own agents, as they download it. It has no token: agents get one each. It names the
 * servers by DNS, since users may not read the managed resource group.
 */
@JsonNaming(SnakeCaseStrategy.class)
record ClientConfig(
        String datacenter,
        String domain,
        boolean server,
        String dataDir,
        String encrypt,
        List<String> retryJoin,
        Tls tls,
        AutoEncrypt autoEncrypt,
        Acl acl,
        Ports ports,
        boolean leaveOnTerminate) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Tls(Defaults defaults, InternalRpc internalRpc) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Defaults(String caFile, boolean verifyOutgoing) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record InternalRpc(boolean verifyServerHostname) {}

    record AutoEncrypt(boolean tls) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Acl(boolean enabled, String defaultPolicy, String downPolicy, boolean enableTokenPersistence) {}

    record Ports(int grpc) {}

    static ClientConfig of(String datacenter, String privateDnsName, Secret gossipKey) {
        return new ClientConfig(
                datacenter,
                ServerConfig.DOMAIN,
                false,
                "/opt/consul/data",
                gossipKey.reveal(),
                List.of(privateDnsName),
                new Tls(new Defaults("ca.pem", true), new InternalRpc(true)),
                new AutoEncrypt(true),
                new Acl(true, "deny", "extend-cache", true),
                new Ports(8502),
                true);
    }
}
