package io.proconsul.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The names are a contract: a change of one orphans the resources of every cluster that exists. */
class ClusterNamesTest {

    private final ClusterNames names = ClusterNames.of("0f8fad5b-d9cb-569f-a165-70867728950e");

    @Test
    void namesFollowFromTheClustersId() {
        assertThat(List.of(
                        names.shortId(),
                        names.vnet(),
                        names.subnet(),
                        names.securityGroup(),
                        names.identity(),
                        names.storageAccount(),
                        names.scaleSet(2),
                        names.node(2),
                        names.manifest(2),
                        names.publicIp(),
                        names.loadBalancer(),
                        names.privateDnsName("example.com"),
                        names.publicDnsName("example.com"),
                        names.pkiMount()))
                .containsExactly(
                        "c0f8fad5bd9c",
                        "hvn-c0f8fad5bd9c-vnet",
                        "servers",
                        "c0f8fad5bd9c-nsg",
                        "c0f8fad5bd9c-id",
                        "pc0f8fad5bd9cb569fa16570",
                        "c0f8fad5bd9c-server-2",
                        "c0f8fad5bd9c-2",
                        "manifests/server-2.json",
                        "c0f8fad5bd9c-pip",
                        "c0f8fad5bd9c-lb",
                        "c0f8fad5bd9c.private.example.com",
                        "c0f8fad5bd9c.consul.example.com",
                        "pki/c0f8fad5bd9c");
    }

    @Test
    void aStorageAccountsNameHasTheLengthAzureAllows() {
        assertThat(names.storageAccount()).matches("[a-z0-9]{3,24}");
    }

    @Test
    void aPeeringIsNamedAfterTheNetworkHoweverThatIsSpelled() {
        assertThat(names.peeringWith("/Subscriptions/S/virtualNetworks/Hub"))
                .isEqualTo(names.peeringWith("/subscriptions/s/virtualNetworks/hub"))
                .isNotEqualTo(names.peeringWith("/subscriptions/s/virtualNetworks/spoke"))
                .matches("to-n[0-9a-f]{11}");
        assertThat(names.peeringFromOutside()).isEqualTo("proconsul-c0f8fad5bd9c");
    }

    @Test
    void uuidsAreNameBased() {
        assertThat(names.aclAccessorId("bootstrap")).isEqualTo(names.aclAccessorId("bootstrap"));
        assertThat(names.aclAccessorId("bootstrap")).isNotEqualTo(names.aclAccessorId("agent"));
        assertThat(names.aclAccessorId("bootstrap").version()).isEqualTo(5);
        assertThat(ClusterNames.roleAssignment("/subscriptions/s", "p", "r").version())
                .isEqualTo(5);
    }
}
