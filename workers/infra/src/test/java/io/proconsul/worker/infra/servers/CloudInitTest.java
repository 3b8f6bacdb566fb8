package io.proconsul.worker.infra.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudInitTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void writes_the_description_and_mounts_the_data_disk() throws JsonProcessingException {
        var cloudInit = cloudInit("c0af36c1e5d2-0");

        assertThat(cloudInit.at("/write_files")).hasSize(1);
        var file = cloudInit.at("/write_files/0");
        assertThat(file.path("path").asText()).isEqualTo("/etc/proconsul/host.json");
        assertThat(file.path("encoding").asText()).isEqualTo("b64");
        assertThat(JSON.readTree(decoded(file.path("content").asText()))).isEqualTo(JSON.readTree("""
                        {"schemaVersion":1,"clusterId":"0af36c1e-5d2b-5e10-9a77-3b1f0c2d4e5f","node":"c0af36c1e5d2-0",\
                        "blobEndpoint":"https://pc.blob.core.windows.net/","container":"config",\
                        "manifestPath":"manifests/server-0.json","identityClientId":"client"}"""));
        assertThat(cloudInit.at("/mounts/0/1").asText()).isEqualTo("/opt/consul/data");
        assertThat(cloudInit.at("/fs_setup/0/overwrite").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\n#cloud-config\nruncmd: [\"reboot\"]",
                "x\nruncmd:\n  - reboot",
                "!!python/object/apply:os.system [\"reboot\"]",
                "{{ ds.meta_data }}",
                "## template: jinja\n#cloud-config",
                "\"}],\"runcmd\":[\"reboot\"],\"x\":[{\"y\":\"",
                "a: b # c",
                "- |\n  x",
                "\u2028\u0000'\"\\"
            })
    void no_value_becomes_a_directive(String hostile) throws JsonProcessingException {
        var text = decoded(customData(hostile));
        var cloudInit = cloudInit(hostile);

        assertThat(text.lines()).as("header and one line").hasSize(2).first().isEqualTo("#cloud-config");
        assertThat(text).doesNotContain("runcmd", "python", "jinja", "{{");
        assertThat(cloudInit.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("write_files", "disk_setup", "fs_setup", "mounts");
        assertThat(JSON.readTree(decoded(cloudInit.at("/write_files/0/content").asText()))
                        .path("node")
                        .asText())
                .isEqualTo(hostile);
    }

    private static JsonNode cloudInit(String node) throws JsonProcessingException {
        return JSON.readTree(decoded(customData(node)).substring("#cloud-config\n".length()));
    }

    private static String customData(String node) {
        return CloudInit.of(new HostDescription(
                        1,
                        "0af36c1e-5d2b-5e10-9a77-3b1f0c2d4e5f",
                        node,
                        "https://pc.blob.core.windows.net/",
                        "config",
                        "manifests/server-0.json",
                        "client"))
                .customData();
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
