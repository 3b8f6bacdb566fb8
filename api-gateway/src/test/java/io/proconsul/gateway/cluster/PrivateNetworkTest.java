package io.proconsul.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateNetworkTest {

    @ParameterizedTest
    @ValueSource(strings = {"172.25.16.0/24", "10.0.0.0/16", "10.255.255.240/28", "192.168.0.0/16", "172.31.0.0/16"})
    void acceptsPrivateNetworks(String cidr) {
        assertThat(PrivateNetwork.accepts(cidr)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.0/24",
                "100.64.0.0/16",
                "169.254.0.0/16",
                "127.0.0.0/16",
                "0.0.0.0/16",
                "172.32.0.0/16",
                "172.15.0.0/16",
                "192.169.0.0/24",
                "10.0.0.0/15",
                "10.0.0.0/8",
                "10.0.0.0/29",
                "10.0.0.0/32",
                "10.0.0.1/24",
                "10.0.0.0",
                "10.0.0.0/",
                "/24",
                "10.0.0.0/-1",
                "10.0.0.0/33",
                "10.0.0/24",
                "10/16",
                "10.0.0.0/024",
                "010.0.0.0/16",
                "0x0a.0.0.0/16",
                "167772160/16",
                "10.*.0.0/16",
                "10.0-1.0.0/16",
                "10.0.0.0/255.255.0.0",
                "fd00::/16",
                "::ffff:10.0.0.0/112",
                "10.0.0.0/16 ",
                " 10.0.0.0/16",
                "*",
                "",
                "10.0.0.0/16,10.1.0.0/16",
                "localhost/16",
                "{{ GetPrivateIP }}/24",
                "10.0.0.0/１６",
                "10.0.0.256/24"
            })
    void refusesAllElse(String cidr) {
        assertThat(PrivateNetwork.accepts(cidr)).isFalse();
    }
}
