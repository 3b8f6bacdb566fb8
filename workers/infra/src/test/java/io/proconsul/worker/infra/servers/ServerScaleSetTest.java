package io.proconsul.worker.infra.servers;

import static io.proconsul.worker.infra.Fixtures.CLUSTER_ID;
import static io.proconsul.worker.infra.Fixtures.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.models.OrchestrationMode;
import com.azure.resourcemanager.compute.models.UpgradeMode;
import io.proconsul.wire.IdentityCreated;
import io.proconsul.wire.LaunchServers;
import io.proconsul.wire.StorageCreated;
import io.proconsul.worker.infra.Configs;
import io.proconsul.worker.infra.arm.Seen;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServerScaleSetTest {

    private static final ServersConfig CONFIG =
            Configs.of(ServersConfig.class, Map.of("proconsul.servers.image-id", "/images/consul"));

    @Test
    void servers_go_round_the_zones() {
        assertThat(scaleSets(5))
                .extracting(VirtualMachineScaleSetInner::zones)
                .containsExactly(List.of("1"), List.of("2"), List.of("3"), List.of("1"), List.of("2"));
    }

    @Test
    void every_server_is_one_machine_that_azure_neither_doubles_nor_changes_by_itself() {
        assertThat(scaleSets(3)).allSatisfy(scaleSet -> {
            assertThat(scaleSet.sku().capacity()).isEqualTo(1L);
            assertThat(scaleSet.orchestrationMode()).isEqualTo(OrchestrationMode.UNIFORM);
            assertThat(scaleSet.overprovision()).isFalse();
            assertThat(scaleSet.upgradePolicy().mode()).isEqualTo(UpgradeMode.MANUAL);
            assertThat(scaleSet.identity().userAssignedIdentities()).containsOnlyKeys("/identities/id");
            assertThat(scaleSet.virtualMachineProfile().storageProfile().dataDisks())
                    .hasSize(1);
        });
    }

    @Test
    void nobody_can_log_in() {
        assertThat(scaleSets(1)).singleElement().satisfies(scaleSet -> {
            var profile = scaleSet.virtualMachineProfile().osProfile();
            assertThat(profile.adminPassword()).isNull();
            assertThat(profile.linuxConfiguration().disablePasswordAuthentication())
                    .isTrue();
            assertThat(profile.linuxConfiguration().ssh().publicKeys())
                    .singleElement()
                    .satisfies(key -> assertThat(key.keyData()).isEqualTo(NoLogin.publicKey(CLUSTER_ID)));
        });
    }

    @Test
    void the_key_without_a_private_half_is_a_well_formed_one_and_always_the_same() {
        var key = NoLogin.publicKey(CLUSTER_ID);
        var blob = Base64.getDecoder().decode(key.split(" ", -1)[1]);

        assertThat(key).startsWith("ssh-ed25519 ").isEqualTo(NoLogin.publicKey(CLUSTER_ID));
        assertThat(blob).hasSize(4 + 11 + 4 + 32).startsWith(0, 0, 0, 11);
    }

    private static List<VirtualMachineScaleSetInner> scaleSets(int servers) {
        var command = new LaunchServers(
                cluster(),
                servers,
                "/subnets/servers",
                new IdentityCreated("/identities/id", "principal", "client"),
                new StorageCreated("pc", "/accounts/pc", "https://pc.blob.core.windows.net/", "config", "snapshots"),
                IntStream.range(0, servers)
                        .mapToObj(server -> "manifests/server-" + server + ".json")
                        .toList(),
                false);
        return ServerScaleSet.desired(command, Map.of(), CONFIG).stream()
                .map(desired -> (VirtualMachineScaleSetInner) desired.body().apply(new Seen()))
                .toList();
    }
}
