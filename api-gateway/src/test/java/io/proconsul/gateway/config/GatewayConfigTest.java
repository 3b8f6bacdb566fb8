package io.proconsul.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {

    @Test
    void defaults() {
        var config = Configs.defaults();
        assertThat(config.tenantId()).isEqualTo("tenant");
        assertThat(config.maxBodyBytes()).isEqualTo(64 * 1024);
        assertThat(config.writeTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.verdictTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.completionTimeout()).isEqualTo(Duration.ofSeconds(40));
        assertThat(config.clusters().locations()).hasSize(8).contains("westus2", "uksouth");
        assertThat(config.clusters().consulVersion()).isEqualTo("v1.21.4");
        assertThat(config.clusters().consulVersions()).contains("v1.14.11", "v1.20.6");
        assertThat(config.clusters().consulPreviews()).contains(List.of("v1.22.0"));
        assertThat(config.clusters().vnetCidr()).isEqualTo("172.25.16.0/24");
        assertThat("https://account.blob.core.windows.net/logs")
                .matches(config.clusters().auditLogContainers());
        assertThat(config.clusters().snapshotInterval()).isEqualTo("1d");
        assertThat(config.clusters().snapshotRetention()).isEqualTo("1m");
        assertThat(config.notifications().signatures()).isEmpty();
        assertThat(config.applications().offers()).isEmpty();
        assertThat(config.applications().definitions()).isEmpty();
        assertThat(config.applications().reconcileEvery()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.applications().readBacks()).isEqualTo(100);
        assertThat(config.proxy().secrets()).isEmpty();
        assertThat(config.entra().authority()).isEqualTo("https://login.microsoftonline.com");
        assertThat(config.entra().firstVersionIssuer()).isEqualTo("https://sts.windows.net");
        assertThat(config.entra().clients()).isEmpty();
        assertThat(config.entra().furtherTenants()).isEmpty();
        assertThat(Tenants.served(config)).containsExactly("tenant");
        assertThat(config.azure().certificates())
                .hasToString("https://management.azure.com:24582/metadata/authentication?api-version=2015-01-01");
        assertThat(config.azure().resourceManager()).hasToString("https://management.azure.com/");
        assertThat(config.azure().audience()).isEqualTo("https://management.azure.com/");
        assertThat(config.azure().requestTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.limits().subscriptionRequestsPerMinute()).isEqualTo(600);
        assertThat(config.limits().tenantRequestsPerMinute()).isEqualTo(3000);
        assertThat(config.limits().subscriptionOpenSagas()).isEqualTo(20);
        assertThat(config.limits().tenantOpenSagas()).isEqualTo(100);
        assertThat(config.lists().pageSize()).isEqualTo(100);
        assertThat(config.lists().tokenKeys()).isEmpty();
        assertThat(config.vault().transitKey()).isEqualTo("proconsul-client-config");
        assertThat(config.vault().secretsKey()).isEqualTo("proconsul-secrets");
        assertThat(config.vault().federationKey()).isEqualTo("proconsul-federation");
    }

    @Test
    void everyKey() {
        var config = Configs.of(Map.ofEntries(
                Map.entry("proconsul.gateway.tenant-id", "other"),
                Map.entry("proconsul.gateway.max-body-bytes", "1"),
                Map.entry("proconsul.gateway.write-timeout", "2s"),
                Map.entry("proconsul.gateway.verdict-timeout", "3s"),
                Map.entry("proconsul.gateway.completion-timeout", "9s"),
                Map.entry("proconsul.gateway.clusters.locations", "moon"),
                Map.entry("proconsul.gateway.clusters.consul-version", "v1.22.0"),
                Map.entry("proconsul.gateway.clusters.consul-versions", "v1.20.0,v1.21.0"),
                Map.entry("proconsul.gateway.clusters.consul-previews", "v1.23.0"),
                Map.entry("proconsul.gateway.clusters.vnet-cidr", "10.0.0.0/24"),
                Map.entry("proconsul.gateway.clusters.audit-log-containers", "https://logs\\.example/[a-z]{3}"),
                Map.entry("proconsul.gateway.clusters.snapshot-interval", "2d"),
                Map.entry("proconsul.gateway.clusters.snapshot-retention", "2m"),
                Map.entry("proconsul.gateway.notifications.signatures", "a,b"),
                Map.entry("proconsul.gateway.applications.offers", "publisher/one,publisher/two"),
                Map.entry("proconsul.gateway.applications.definitions", "/subscriptions/s"),
                Map.entry("proconsul.gateway.applications.reconcile-every", "0s"),
                Map.entry("proconsul.gateway.applications.read-backs", "1"),
                Map.entry("proconsul.gateway.proxy.secrets", "c,d"),
                Map.entry("proconsul.gateway.entra.authority", "https://login.example"),
                Map.entry("proconsul.gateway.entra.first-version-issuer", "https://sts.example"),
                Map.entry("proconsul.gateway.entra.audiences", "e,f"),
                Map.entry("proconsul.gateway.entra.clients", "g"),
                Map.entry("proconsul.gateway.entra.further-tenants", "h,other"),
                Map.entry("proconsul.gateway.azure.certificates", "https://azure.example/"),
                Map.entry("proconsul.gateway.azure.resource-manager", "https://arm.example/"),
                Map.entry("proconsul.gateway.azure.audience", "https://audience.example/"),
                Map.entry("proconsul.gateway.azure.request-timeout", "8s"),
                Map.entry("proconsul.gateway.limits.subscription-requests-per-minute", "4"),
                Map.entry("proconsul.gateway.limits.tenant-requests-per-minute", "5"),
                Map.entry("proconsul.gateway.limits.subscription-open-sagas", "6"),
                Map.entry("proconsul.gateway.limits.tenant-open-sagas", "7"),
                Map.entry("proconsul.gateway.lists.page-size", "8"),
                Map.entry("proconsul.gateway.lists.token-keys", "i,j"),
                Map.entry("proconsul.gateway.vault.transit-key", "key"),
                Map.entry("proconsul.gateway.vault.secrets-key", "other-key"),
                Map.entry("proconsul.gateway.vault.federation-key", "third-key")));
        assertThat(config.entra().authority()).isEqualTo("https://login.example");
        assertThat(config.entra().firstVersionIssuer()).isEqualTo("https://sts.example");
        assertThat(config.entra().audiences()).containsExactly("e", "f");
        assertThat(config.entra().clients()).isEqualTo(Optional.of(List.of("g")));
        assertThat(Tenants.served(config)).containsExactly("other", "h");
        assertThat(config.azure().certificates()).hasToString("https://azure.example/");
        assertThat(config.azure().resourceManager()).hasToString("https://arm.example/");
        assertThat(config.azure().audience()).isEqualTo("https://audience.example/");
        assertThat(config.azure().requestTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.applications().offers()).isEqualTo(Optional.of(List.of("publisher/one", "publisher/two")));
        assertThat(config.applications().definitions()).isEqualTo(Optional.of(List.of("/subscriptions/s")));
        assertThat(config.applications().reconcileEvery()).isZero();
        assertThat(config.applications().readBacks()).isEqualTo(1);
        assertThat(config.limits().subscriptionRequestsPerMinute()).isEqualTo(4);
        assertThat(config.limits().tenantRequestsPerMinute()).isEqualTo(5);
        assertThat(config.limits().subscriptionOpenSagas()).isEqualTo(6);
        assertThat(config.limits().tenantOpenSagas()).isEqualTo(7);
        assertThat(config.tenantId()).isEqualTo("other");
        assertThat(config.maxBodyBytes()).isEqualTo(1);
        assertThat(config.writeTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.verdictTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.completionTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.clusters().locations()).containsExactly("moon");
        assertThat(config.clusters().consulVersion()).isEqualTo("v1.22.0");
        assertThat(config.clusters().consulVersions()).containsExactly("v1.20.0", "v1.21.0");
        assertThat(config.clusters().consulPreviews()).contains(List.of("v1.23.0"));
        assertThat(config.clusters().vnetCidr()).isEqualTo("10.0.0.0/24");
        assertThat(config.clusters().auditLogContainers()).isEqualTo("https://logs\\.example/[a-z]{3}");
        assertThat(config.clusters().snapshotInterval()).isEqualTo("2d");
        assertThat(config.clusters().snapshotRetention()).isEqualTo("2m");
        assertThat(config.notifications().signatures()).isEqualTo(Optional.of(List.of("a", "b")));
        assertThat(config.proxy().secrets()).isEqualTo(Optional.of(List.of("c", "d")));
        assertThat(config.lists().pageSize()).isEqualTo(8);
        assertThat(config.lists().tokenKeys()).isEqualTo(Optional.of(List.of("i", "j")));
        assertThat(config.vault().transitKey()).isEqualTo("key");
        assertThat(config.vault().secretsKey()).isEqualTo("other-key");
        assertThat(config.vault().federationKey()).isEqualTo("third-key");
    }

    @Test
    void unknownKeysAreRefused() {
        assertThatThrownBy(() -> Configs.of(Map.of("proconsul.gateway.tennant-id", "typo")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("tennant-id");
    }
}
