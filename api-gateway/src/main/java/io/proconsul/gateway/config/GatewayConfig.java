package io.proconsul.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an operator can set, all under {@code proconsul.gateway}. Beside these, {@code kafka.bootstrap.servers} and
 * {@code schema.registry.url} say where Kafka and the registry are, and {@code quarkus.vault.*} where Vault is.
 */
@ConfigMapping(prefix = "proconsul.gateway")
public interface GatewayConfig {

    /** The Entra tenant that owns every cluster, until callers prove theirs. */
    String tenantId();

    /** The largest body accepted, in bytes; more is answered with 413. */
    @WithDefault("65536")
    int maxBodyBytes();

    /** How long a write may take to be acknowledged by Kafka before the answer is 503. */
    @WithDefault("8s")
    Duration writeTimeout();

    /** How long a request waits for the orchestrator's verdict before the answer is 202. */
    @WithDefault("5s")
    Duration verdictTimeout();

    /** What a cluster may be and what it is unless the request says so. */
    Clusters clusters();

    /** Azure's notifications about managed applications. */
    Notifications notifications();

    /** Azure's custom-provider proxy. */
    Proxy proxy();

    /** Where client configurations are decrypted. */
    Vault vault();

    interface Clusters {

        /** The Azure regions in which clusters may live. */
        @WithDefault("westus2,westeurope,eastus,northeurope,centralus,eastus2,francecentral,uksouth")
        List<String> locations();

        /** The version of Consul for a request that names none. */
        @WithDefault("v1.21.4")
        String consulVersion();

        /** The oldest 1.x release that can be run: {@code 14} is v1.14. */
        @WithDefault("14")
        int oldestConsulMinor();

        /** The address space for a request that names none. */
        @WithDefault("172.25.16.0/24")
        String vnetCidr();

        /** How often snapshots are taken, as in the API: a number and h, d, w or m (30 days). */
        @WithDefault("1d")
        String snapshotInterval();

        /** How long snapshots are kept. */
        @WithDefault("1m")
        String snapshotRetention();
    }

    interface Notifications {

        /**
         * The values of {@code sig} that open the webhook: one, or two while one is being replaced. Without any the
         * webhook is shut.
         */
        Optional<List<String>> signatures();
    }

    interface Proxy {

        /**
         * The values of {@code code} that open the cluster API (CUR-11): one, or two while one is being replaced.
         * Without any, whoever reaches the port may use it.
         */
        Optional<List<String>> secrets();
    }

    interface Vault {

        /** The transit key that client configurations are encrypted with; the context is the cluster's id. */
        @WithDefault("proconsul-client-config")
        String transitKey();
    }
}
