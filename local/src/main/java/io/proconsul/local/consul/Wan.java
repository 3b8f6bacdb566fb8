package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The servers of all datacenters: who they are, by gossip of their own, and how a request gets to another datacenter. */
final class Wan implements AutoCloseable {
    private static final int USUAL_PORT = 8302;

    private final AgentConfig config;
    private final Members members;
    private final Gossip gossip;
    private final Rpc rpc;
    private final Log log;

    /** @param self as the server's own datacenter knows it */
    Wan(AgentConfig config, Member self, GossipKeys keys, Rpc rpc, Clock clock, Log log) throws IOException {
        this.config = config;
        this.rpc = rpc;
        this.log = log;
        int port = port(config);
        this.members = new Members(config.dataDir().resolve("serf/remote.snapshot"), self.wan(port), "wan", clock, log);
        this.gossip = new Gossip(members, keys, new InetSocketAddress(config.bind(), port), log);
    }

    private static int port(AgentConfig config) {
        return config.port("serf_wan", USUAL_PORT);
    }

    void start() {
        gossip.start();
    }

    /** Takes in the servers of the own datacenter, and those that the configuration names until some of them are there. */
    void join(List<Member> datacenter, Map<String, String> environment) throws InterruptedException {
        for (var member : datacenter) {
            if (members.get(member.id()).isEmpty()) {
                var unheard = gossip.join(new InetSocketAddress(member.address(), port(config)));
                unheard.ifPresent(why -> log.warn("", "(WAN) couldn't join: " + member.name() + ": " + why));
            }
        }
        if (datacenters().size() == 1) {
            var discovery = new RetryJoin(environment);
            for (var entry : config.retryJoinWan()) {
                join(entry, discovery);
            }
        }
    }

    private void join(String entry, RetryJoin discovery) throws InterruptedException {
        try {
            for (var address : discovery.resolve(entry, port(config))) {
                gossip.join(address).ifPresent(why -> log.warn("", "(WAN) couldn't join: " + address + ": " + why));
            }
        } catch (IOException | RuntimeException e) {
            log.warn("", "(WAN) couldn't join " + entry + ": " + e.getMessage());
        }
    }

    void leaving() {
        members.leaving();
        gossip.round();
    }

    Members members() {
        return members;
    }

    /** Those that any server has been heard of, by name. */
    List<String> datacenters() {
        return Stream.concat(
                        Stream.of(config.datacenter()),
                        members.all().stream().filter(member -> !member.left()).map(Member::datacenter))
                .distinct()
                .sorted()
                .toList();
    }

    /** The answer of a server of another datacenter. */
    JsonNode ask(String datacenter, ObjectNode request) {
        var server = members.alive().stream()
                .filter(member -> member.datacenter().equals(datacenter))
                .findFirst()
                .orElseThrow(() -> new ApiError(500, "No path to datacenter"));
        try {
            var address = new InetSocketAddress(server.address(), server.rpcPort());
            return rpc.call(address, config.serverName(datacenter), request.put("is", "elsewhere"));
        } catch (IOException e) {
            throw new ApiError(500, "rpc error making call: " + e.getMessage());
        }
    }

    /** Where the ACL system is kept, if not here. */
    Optional<String> primary() {
        return Optional.of(config.primaryDatacenter()).filter(primary -> !primary.equals(config.datacenter()));
    }

    @Override
    public void close() throws IOException {
        gossip.close();
    }
}
