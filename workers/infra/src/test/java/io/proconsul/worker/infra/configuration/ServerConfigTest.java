package io.proconsul.worker.infra.configuration;

import static io.proconsul.worker.infra.Fixtures.cluster;
import static io.proconsul.worker.infra.Fixtures.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.secrets.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ServerConfig.Secrets SECRETS = new ServerConfig.Secrets(
            Secret.of("pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s="),
            Secret.of("8d5f3c52-9c7b-4a6e-8a52-6a1b1c2d3e4f"),
            Secret.of("1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9"));

    @Test
    void a_server_is_configured_as_the_golden_file_says() throws IOException {
        var config = ServerConfig.of(ClusterResources.of(cluster()), spec(3), 1, SECRETS, Optional.empty());

        assertThat(JSON.readTree(ConfigFiles.json(config))).isEqualTo(golden("server.json"));
    }

    @Test
    void a_server_of_a_secondary_differs_in_what_makes_it_one() throws IOException {
        var primary = new ServerConfig.Secondary(
                "primary", List.of("10.8.0.4", "p.private.consul.example.net"), Secret.of("the copying token"));

        var config = ServerConfig.of(ClusterResources.of(cluster()), spec(3), 1, SECRETS, Optional.of(primary));

        var expected = (ObjectNode) golden("server.json");
        expected.put("primary_datacenter", "primary");
        expected.putArray("retry_join_wan").add("10.8.0.4").add("p.private.consul.example.net");
        expected.withObject("/acl").put("enable_token_replication", true);
        expected.withObject("/acl/tokens").put("replication", "the copying token");
        assertThat(JSON.readTree(ConfigFiles.json(config))).isEqualTo(expected);
    }

    @Test
    void a_client_is_configured_as_the_golden_file_says() throws IOException {
        var config = ClientConfig.of(
                "westeurope-orders",
                "c0af36c1e5d2.private.consul.example.net",
                Secret.of("pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s="));

        assertThat(JSON.readTree(ConfigFiles.json(config))).isEqualTo(golden("client.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rg name", "rg\"x", "rg{{ GetInterfaceIP \"eth0\" }}", "rg\ntag_name=x", "rg=x"})
    void a_resource_group_that_would_be_more_than_a_name_in_a_join_string_is_refused(String group) {
        assertThat(SafeNames.refusal(cluster(group, "westeurope-orders"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ env }}", "Upper", "a.b", "", "a b"})
    void a_datacenter_that_consul_would_not_take_is_refused(String datacenter) {
        assertThat(SafeNames.refusal(cluster("mrg", datacenter))).isPresent();
    }

    @Test
    void ordinary_names_pass() {
        assertThat(SafeNames.refusal(cluster("mrg-Orders_(2).x", "westeurope-orders")))
                .isEmpty();
    }

    private static JsonNode golden(String name) throws IOException {
        try (var file = ServerConfigTest.class.getResourceAsStream("/golden/" + name)) {
            return JSON.readTree(file);
        }
    }
}
