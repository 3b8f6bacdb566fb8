package io.proconsul.worker.cert;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateConfigTest {

    @Test
    void everyKeyHasADefault() {
        var config = config(Map.of());

        assertThat(config.rootMount()).isEqualTo("pki-root");
        assertThat(config.authorityTtl()).isEqualTo("43800h");
        assertThat(config.serverTtl()).isEqualTo("72h");
        assertThat(config.serverMaxTtl()).isEqualTo("168h");
    }

    @Test
    void everyKeyCanBeSet() {
        var config = config(Map.of(
                "proconsul.cert.root-mount", "pki-corporate",
                "proconsul.cert.authority-ttl", "8760h",
                "proconsul.cert.server-ttl", "24h",
                "proconsul.cert.server-max-ttl", "48h"));

        assertThat(config.rootMount()).isEqualTo("pki-corporate");
        assertThat(config.authorityTtl()).isEqualTo("8760h");
        assertThat(config.serverTtl()).isEqualTo("24h");
        assertThat(config.serverMaxTtl()).isEqualTo("48h");
    }

    private static CertificateConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(CertificateConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(CertificateConfig.class);
    }
}
