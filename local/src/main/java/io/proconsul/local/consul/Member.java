package io.proconsul.local.consul;

import java.util.List;

/**
 * A server as gossip knows it.
 *
 * @param incarnation grows with each start, so that the newer word about a member wins
 * @param initialPeers the raft group that it began with; empty if it is in none yet
 */
record Member(
        String id,
        String name,
        String address,
        int rpcPort,
        int gossipPort,
        int httpsPort,
        String datacenter,
        String version,
        int expect,
        long incarnation,
        boolean left,
        List<String> initialPeers) {

    Member leaving() {
        return new Member(
                id,
                name,
                address,
                rpcPort,
                gossipPort,
                httpsPort,
                datacenter,
                version,
                expect,
                incarnation,
                true,
                initialPeers);
    }

    Member inGroup(List<String> peers) {
        return new Member(
                id,
                name,
                address,
                rpcPort,
                gossipPort,
                httpsPort,
                datacenter,
                version,
                expect,
                incarnation,
                left,
                peers);
    }

    String rpcAddress() {
        return address + ":" + rpcPort;
    }
}
