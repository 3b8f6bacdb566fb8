package io.proconsul.worker.infra.dns;

import com.azure.resourcemanager.dns.fluent.models.RecordSetInner;
import com.azure.resourcemanager.dns.models.ARecord;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Desired;
import io.proconsul.worker.infra.arm.Doomed;
import io.proconsul.worker.infra.arm.Seen;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One name in the control plane's zone, and the addresses behind it. It is short-lived in caches, because a replaced
 * server has another address.
 */
public final class AddressRecord {

    private static final long TTL_SECONDS = 60;

    private AddressRecord() {}

    /** The id of a name, given in full, in the zone. */
    public static ArmId id(DnsConfig config, String fullName) {
        var relative = fullName.substring(0, fullName.length() - config.zone().length() - 1);
        return ArmId.of(config.subscriptionId(), config.resourceGroup(), "Microsoft.Network/dnsZones", config.zone())
                .child("A", relative);
    }

    /** A name for addresses known beforehand; written again if they are others than it has. */
    public static Desired<RecordSetInner, RecordSetInner> desired(
            ArmId id, Map<String, String> marks, Collection<String> addresses) {
        return desired(id, marks, seen -> addresses)
                .fitsIf(found -> addressesOf(found).equals(Set.copyOf(addresses)));
    }

    /** A name for addresses that come from resources made before. */
    public static Desired<RecordSetInner, RecordSetInner> desired(
            ArmId id, Map<String, String> marks, Function<Seen, ? extends Collection<String>> addresses) {
        return Desired.from(ArmTypes.A_RECORD, id, seen -> recordSet(marks, addresses.apply(seen)));
    }

    public static Doomed doomed(ArmId id) {
        return Doomed.of(ArmTypes.A_RECORD, id);
    }

    private static RecordSetInner recordSet(Map<String, String> marks, Collection<String> addresses) {
        List<ARecord> records = new TreeSet<>(addresses)
                .stream().map(address -> new ARecord().withIpv4Address(address)).toList();
        return new RecordSetInner().withTtl(TTL_SECONDS).withMetadata(marks).withARecords(records);
    }

    private static Set<String> addressesOf(RecordSetInner found) {
        return found.aRecords() == null
                ? Set.of()
                : found.aRecords().stream().map(ARecord::ipv4Address).collect(Collectors.toUnmodifiableSet());
    }
}
