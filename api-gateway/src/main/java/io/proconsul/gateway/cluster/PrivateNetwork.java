package io.proconsul.gateway.cluster;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.List;

/** Which address spaces a cluster's network may have. */
final class PrivateNetwork {

    /** A /28 has 11 usable addresses in Azure: five servers, their replacements during an upgrade, a load balancer. */
    static final String RULE =
            "a private IPv4 network (within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16) with a prefix"
                    + " of /16 to /28 and no host bits, such as 172.25.16.0/24";

    private static final int LARGEST = 16;
    private static final int SMALLEST = 28;
    private static final List<IPAddress> RFC1918 = List.of(
            new IPAddressString("10.0.0.0/8").getAddress(),
            new IPAddressString("172.16.0.0/12").getAddress(),
            new IPAddressString("192.168.0.0/16").getAddress());

    private PrivateNetwork() {}

    /** Whether an address is in both; of what is no network, it may be. */
    static boolean overlap(String one, String other) {
        var first = new IPAddressString(one).getAddress();
        var second = new IPAddressString(other).getAddress();
        return first == null || second == null || first.intersect(second) != null;
    }

    /** Only the canonical spelling passes: no wildcards, ranges, masks, leading zeros or host bits. */
    static boolean accepts(String cidr) {
        var network = new IPAddressString(cidr).getAddress();
        if (network == null || !network.isIPv4() || network.getNetworkPrefixLength() == null) {
            return false;
        }
        int prefix = network.getNetworkPrefixLength();
        return prefix >= LARGEST
                && prefix <= SMALLEST
                && network.getLower().toPrefixBlock().toCanonicalString().equals(cidr)
                && RFC1918.stream().anyMatch(range -> range.contains(network));
    }
}
