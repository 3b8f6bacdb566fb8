package io.proconsul.local.consul;

import java.io.IOException;
import java.time.Clock;
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

    /** The server itself. */
    static Member of(AgentConfig config, String version, Clock clock) throws IOException {
        return new Member(
                NodeId.in(config.dataDir()),
                config.nodeName(),
                config.json().path("advertise_addr").asText(config.bind()),
                config.port("server", 8300),
                config.port("serf_lan", 8301),
                config.port("https", 8501),
                config.datacenter(),
                version,
                config.expect(),
                clock.millis(),
                false,
                List.of());
    }

    /** As servers of other datacenters know it. */
    Member wan(int port) {
        return new Member(
                id,
                name + "." + datacenter,
                address,
                rpcPort,
                port,
                httpsPort,
                datacenter,
                version,
                expect,
                incarnation,
                left,
                List.of());
    }

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
