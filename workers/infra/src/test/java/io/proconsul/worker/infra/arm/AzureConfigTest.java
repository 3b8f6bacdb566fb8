package io.proconsul.worker.infra.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.worker.infra.Configs;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AzureConfigTest {

    @Test
    void the_public_cloud_is_the_default() {
        var config = Configs.of(AzureConfig.class, Map.of());

        assertThat(config.resourceManagerEndpoint()).isEqualTo(URI.create("https://management.azure.com/"));
        assertThat(config.resourceManagerAudience()).isEqualTo("https://management.azure.com/");
        assertThat(config.authorityHost()).isEqualTo(URI.create("https://login.microsoftonline.com/"));
        assertThat(config.blobTokenAudience()).isEqualTo("https://storage.azure.com/");
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.pollInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void every_key_can_be_set() {
        var config = Configs.of(
                AzureConfig.class,
                Map.of(
                        "proconsul.azure.resource-manager-endpoint", "https://management.chinacloudapi.cn/",
                        "proconsul.azure.resource-manager-audience", "https://management.core.chinacloudapi.cn/",
                        "proconsul.azure.authority-host", "https://login.chinacloudapi.cn/",
                        "proconsul.azure.blob-token-audience", "https://storage.azure.cn/",
                        "proconsul.azure.request-timeout", "7s",
                        "proconsul.azure.poll-interval", "1s"));

        assertThat(config.resourceManagerEndpoint()).hasHost("management.chinacloudapi.cn");
        assertThat(config.resourceManagerAudience()).isEqualTo("https://management.core.chinacloudapi.cn/");
        assertThat(config.authorityHost()).hasHost("login.chinacloudapi.cn");
        assertThat(config.blobTokenAudience()).isEqualTo("https://storage.azure.cn/");
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.pollInterval()).isEqualTo(Duration.ofSeconds(1));
    }
}
