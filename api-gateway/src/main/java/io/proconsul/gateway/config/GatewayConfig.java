package io.proconsul.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an operator can set, all under {@code proconsul.gateway}. Beside these, {@code kafka.bootstrap.servers} and
 * {@code schema.registry.url} say where Kafka and the registry are, and {@code quarkus.vault.*} where Vault is.
 */
@ConfigMapping(prefix = "proconsul.gateway")
public interface GatewayConfig {

    /** The Entra tenant of the subscriptions from which Azure calls, where it does not name another one. */
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

    /**
     * How long a request whose answer holds the result of its operation waits for the operation's end, after that, before
     * the answer is 503. Azure itself waits for one minute in all.
     */
    @WithDefault("40s")
    Duration completionTimeout();

    /** What a cluster may be and what it is unless the request says so. */
    Clusters clusters();

    /** What use costs. */
    BillingConfig billing();

    /** Azure's notifications about managed applications. */
    Notifications notifications();

    /** The managed applications that are ours. */
    Applications applications();

    /** Azure's custom-provider proxy. */
    Proxy proxy();

    /** Access tokens of Entra ID. */
    Entra entra();

    /** How Azure Resource Manager is known, and how it is asked. */
    Azure azure();

    /** How much one tenant or subscription may ask for; more is answered with 429. */
    Limits limits();

    /** Lists, which are given out page by page. */
    Lists lists();

    /** Where client configurations are decrypted, the tokens of clusters encrypted, and federation tokens signed. */
    Vault vault();

    interface Clusters {

        /** The Azure regions in which clusters may live. */
        @WithDefault("westus2,westeurope,eastus,northeurope,centralus,eastus2,francecentral,uksouth")
        List<String> locations();

        /** The version of Consul that is recommended: for a request that names none, and to upgrade to. */
        @WithDefault("v1.21.4")
        String consulVersion();

        /** The other versions of Consul that are offered. */
        @WithDefault("v1.14.11,v1.15.10,v1.16.6,v1.17.3,v1.18.2,v1.19.2,v1.20.6")
        List<String> consulVersions();

        /** The versions of Consul that are offered to those who want to try them. */
        @WithDefault("v1.22.0")
        Optional<List<String>> consulPreviews();

        /**
         * The URLs of the containers that audit logs may be copied to, as a regular expression for the whole of one. The
         * servers send a token of Azure Storage there, so it must leave no way to anything else.
         */
        @WithDefault("https://[a-z0-9]{3,24}[.]blob[.]core[.]windows[.]net/[a-z0-9](-?[a-z0-9]){2,62}")
        String auditLogContainers();

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
         * The values of {@code sig} that open the webhook: one, or two while one is being replaced, each of at least 32
         * characters. Without any the webhook is shut.
         */
        Optional<List<String>> signatures();
    }

    /** Without any of both no application is ours, and no notification is believed. */
    interface Applications {

        /** Our offers in the Marketplace, each as {@code publisher/product}. */
        Optional<List<String>> offers();

        /** The ids of our application definitions, for applications from a service catalog. */
        Optional<List<String>> definitions();

        /**
         * How often the applications that Azure lists are compared with the clusters, give or take half of it; 0 for
         * never. Azure gives a notification up after ten hours.
         */
        @WithDefault("15m")
        Duration reconcileEvery();

        /** How many applications may be read one by one each time. */
        @WithDefault("100")
        int readBacks();
    }

    interface Proxy {

        /**
         * The values of {@code code} in the registered address (CUR-11): one, or two while one is being replaced, each of
         * at least 32 characters. Azure's certificate alone does not tell that the custom provider is ours; without any,
         * it is not asked.
         */
        Optional<List<String>> secrets();
    }

    interface Entra {

        /** Where Entra ID is; tenants stand below it. */
        @WithDefault("https://login.microsoftonline.com")
        String authority();

        /** What the issuer of access tokens of the first version begins with. */
        @WithDefault("https://sts.windows.net")
        String firstVersionIssuer();

        /** The audiences of our own registration: its application id, its application id URI. */
        List<String> audiences();

        /** The application ids of the clients that may ask for tokens; all if none is named. */
        Optional<List<String>> clients();

        /** Tenants that are served besides {@link GatewayConfig#tenantId}. */
        Optional<List<String>> furtherTenants();
    }

    interface Azure {

        /** Where Azure Resource Manager publishes its client certificates. */
        @WithDefault("https://management.azure.com:24582/metadata/authentication?api-version=2015-01-01")
        URI certificates();

        /** Azure Resource Manager; the only host that gets our token for it. HTTPS. */
        @WithDefault("https://management.azure.com/")
        URI resourceManager();

        /** The audience of that token. */
        @WithDefault("https://management.azure.com/")
        String audience();

        /** How long one question to it may take. */
        @WithDefault("10s")
        Duration requestTimeout();
    }

    interface Limits {

        /** Requests per minute of one subscription, on each instance. */
        @WithDefault("600")
        int subscriptionRequestsPerMinute();

        /** Requests per minute of one tenant, on each instance. */
        @WithDefault("3000")
        int tenantRequestsPerMinute();

        /** Clusters of one subscription with work under way when another one is to begin. */
        @WithDefault("20")
        int subscriptionOpenSagas();

        /** Clusters of one tenant with work under way when another one is to begin. */
        @WithDefault("100")
        int tenantOpenSagas();
    }

    interface Lists {

        /** The most items of a page; a request may ask for fewer. */
        @WithDefault("100")
        int pageSize();

        /**
         * The secrets that keep clients from making up where a list goes on: one, or two while one is being replaced. The
         * first one marks new pages. Without any, each instance draws its own, and no other one continues its lists.
         */
        Optional<List<String>> tokenKeys();
    }

    interface Vault {

        /** The transit key that client configurations are encrypted with; the context is the cluster's id. */
        @WithDefault("proconsul-client-config")
        String transitKey();

        /** The transit key of the clusters' secrets, with which the gateway only encrypts; the context is the same. */
        @WithDefault("proconsul-secrets")
        String secretsKey();

        /** The transit key that authenticates federation tokens, and nothing else. */
        @WithDefault("proconsul-federation")
        String federationKey();
    }
}
