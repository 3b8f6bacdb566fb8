package io.proconsul.worker.infra.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.resourcemanager.dns.fluent.models.RecordSetInner;
import com.azure.resourcemanager.dns.models.ARecord;
import io.proconsul.worker.infra.Configs;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.Seen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressRecordTest {

    private final DnsConfig config = Configs.of(
            DnsConfig.class,
            Map.of(
                    "proconsul.dns.subscription-id", "sub",
                    "proconsul.dns.resource-group", "control",
                    "proconsul.dns.zone", "consul.example.net"));
    private final ArmId id = AddressRecord.id(config, "c1.private.consul.example.net");

    @Test
    void lives_in_the_control_planes_zone() {
        assertThat(id.path())
                .isEqualTo("/subscriptions/sub/resourceGroups/control/providers/Microsoft.Network/dnsZones"
                        + "/consul.example.net/A/c1.private");
    }

    @Test
    void has_one_record_for_each_address_and_is_soon_forgotten() {
        var record = AddressRecord.desired(id, Map.of("proconsul-cluster", "c"), List.of("10.0.0.5", "10.0.0.4"))
                .body()
                .apply(new Seen());

        assertThat(record.ttl()).isEqualTo(60);
        assertThat(record.metadata()).containsEntry("proconsul-cluster", "c");
        assertThat(record.aRecords()).extracting(ARecord::ipv4Address).containsExactly("10.0.0.4", "10.0.0.5");
    }

    @Test
    void fits_only_with_the_same_addresses() {
        var desired = AddressRecord.desired(id, Map.of(), List.of("10.0.0.5", "10.0.0.4"));

        assertThat(desired.fits().test(recordSet("10.0.0.4", "10.0.0.5"))).isTrue();
        assertThat(desired.fits().test(recordSet("10.0.0.4", "10.0.0.6"))).isFalse();
        assertThat(desired.fits().test(new RecordSetInner())).isFalse();
    }

    private static RecordSetInner recordSet(String... addresses) {
        return new RecordSetInner()
                .withARecords(List.of(addresses).stream()
                        .map(address -> new ARecord().withIpv4Address(address))
                        .toList());
    }
}
