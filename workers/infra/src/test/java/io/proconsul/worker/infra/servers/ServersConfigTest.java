package io.proconsul.worker.infra.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.worker.infra.Configs;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServersConfigTest {

    @Test
    void defaults() {
        var config = Configs.of(ServersConfig.class, Map.of("proconsul.servers.image-id", "/images/consul"));

        assertThat(config.vmSize()).isEqualTo("Standard_D2s_v5");
        assertThat(config.dataDiskGib()).isEqualTo(64);
        assertThat(config.consulPrograms()).isEmpty();
    }

    @Test
    void every_key() {
        var config = Configs.of(
                ServersConfig.class,
                Map.of(
                        "proconsul.servers.image-id", "/images/consul",
                        "proconsul.servers.consul-programs", "/programs",
                        "proconsul.servers.vm-size", "Standard_D4s_v5",
                        "proconsul.servers.data-disk-gib", "128"));

        assertThat(config.imageId()).isEqualTo("/images/consul");
        assertThat(config.vmSize()).isEqualTo("Standard_D4s_v5");
        assertThat(config.dataDiskGib()).isEqualTo(128);
        assertThat(config.consulPrograms()).contains(Path.of("/programs"));
    }

    @Test
    void an_image_is_required() {
        assertThatThrownBy(() -> Configs.of(ServersConfig.class, Map.of()))
                .hasMessageContaining("proconsul.servers.image-id");
    }
}
