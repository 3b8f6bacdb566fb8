package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.consul.raft.RaftWire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * One server: joins others by gossip, enters or founds the raft group, and cares for it while it leads. The API is put
 * in front by {@link ConsulStandIn}.
 */
final class Agent implements AutoCloseable {
    private final AgentConfig config;
    private final Log log;
    private final TlsFiles rpcTls;
    private final TlsFiles httpsTls;
    private final GossipKeys keys;
    private final Members members;
    private final Gossip gossip;
    private final Wan wan;
    private final Joins joins;
    private final Rpc rpc;
    private final Store store = new Store();
    private final Consensus consensus;
    private final Autopilot autopilot;
    private final AclReplication replication;
    private final ScheduledExecutorService clockwork;
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile String defaultToken;
    private String lastLeader = "";

    /** @param environment where Azure is, for auto-join */
    Agent(AgentConfig config, String version, Clock clock, Log log, Map<String, String> environment)
            throws IOException, GeneralSecurityException {
        this.config = config;
        this.log = log;
        this.defaultToken = config.defaultToken();
        this.rpcTls = new TlsFiles(config, "internal_rpc");
        this.httpsTls = new TlsFiles(config, "https");
        var key = Optional.of(config.json().path("encrypt").asText("")).filter(text -> !text.isEmpty());
        this.keys = GossipKeys.open(config.dataDir(), key);
        this.members = new Members(
                config.dataDir().resolve("serf/local.snapshot"), Member.of(config, version, clock), "lan", clock, log);
        var bind = config.bind();
        this.rpc = new Rpc(rpcTls, config.serverName(), new InetSocketAddress(bind, config.port("server", 8300)), log);
        try {
            this.gossip = new Gossip(members, keys, new InetSocketAddress(bind, config.port("serf_lan", 8301)), log);
        } catch (IOException | RuntimeException failed) {
            rpc.close(); // else its port is taken when it is tried again
            throw failed;
        }
        try {
            this.wan = new Wan(config, members.self(), keys, rpc, clock, log);
        } catch (IOException | RuntimeException failed) {
            gossip.close();
            rpc.close();
            throw failed;
        }
        this.joins = new Joins(config, environment, members, gossip, wan, log);
        var wire = new RaftWire(this::carry, members::alive);
        this.consensus = new Consensus(members.self().id(), config.dataDir(), wire, store);
        this.autopilot = new Autopilot(consensus, members, store, config.json().path("autopilot"), clock);
        this.replication = new AclReplication(wan, consensus, config, clock, log);
        this.clockwork = Executors.newScheduledThreadPool(2, Threads.daemon("agent"));
    }

    /**
     * Starts to take part.
     *
     * @param forwarded answers requests that followers hand to the leader
     * @param elsewhere answers requests of servers of other datacenters
     */
    void start(UnaryOperator<JsonNode> forwarded, UnaryOperator<JsonNode> elsewhere) {
        rpc.serve(message -> switch (message.path("is").asText()) {
            case "raft" -> {
                consensus.received(message.path("message"));
                yield MissingNode.getInstance();
            }
            case "request" -> forwarded.apply(message);
            case "elsewhere" -> elsewhere.apply(message);
            default -> Json.object().put("error", "unknown request");
        });
        gossip.start();
        wan.start();
        if (consensus.restore()) {
            members.inGroup(consensus.initialPeers());
            log.info("server.raft", "initial configuration: restored");
        }
        var unusedJoining = clockwork.scheduleWithFixedDelay(joins::lan, 0, 2, TimeUnit.SECONDS);
        var unusedWan = clockwork.scheduleWithFixedDelay(joins::wan, 500, 1000, TimeUnit.MILLISECONDS);
        var unusedTending = clockwork.scheduleWithFixedDelay(this::tend, 100, 250, TimeUnit.MILLISECONDS);
        log.info(
                "server",
                "started, datacenter=" + config.datacenter() + " id="
                        + members.self().id());
    }

    private void tend() {
        try {
            if (!consensus.started()) {
                bootstrap();
            } else {
                announceLeader();
                autopilot.tend();
                replication.tend();
            }
        } catch (RuntimeException e) {
            log.warn("server.autopilot", "will be tried again: " + e.getMessage());
        }
    }

    /** Enters the group that another server is in, or founds one when enough servers are there. */
    private void bootstrap() {
        var alive = members.alive();
        var group = members.all().stream()
                .map(Member::initialPeers)
                .filter(peers -> !peers.isEmpty())
                .findFirst();
        if (group.isPresent()) {
            enter(group.get());
            return;
        }
        int expect = config.expect();
        if (expect == 0 || alive.size() < expect) {
            return;
        }
        for (var member : alive) {
            if (member.expect() != expect) {
                log.error(
                        "server",
                        "Member has a conflicting expect value. All nodes should expect the same number: "
                                + member.name());
                return;
            }
        }
        var ids = alive.stream().map(Member::id).sorted().toList();
        if (ids.get(0).equals(members.self().id())) {
            log.info("server", "Found expected number of peers, attempting bootstrap: " + ids);
            enter(ids);
        }
    }

    private void enter(List<String> peers) {
        consensus.enter(peers);
        members.inGroup(peers);
        gossip.round();
    }

    private void announceLeader() {
        var leader = consensus.leader().orElse("");
        if (!leader.equals(lastLeader)) {
            lastLeader = leader;
            log.info("server", leader.isEmpty() ? "cluster leadership lost" : "New leader elected: " + leader);
        }
    }

    private void carry(String peer, JsonNode message) {
        members.get(peer).ifPresent(member -> {
            var envelope = Json.object().put("is", "raft");
            envelope.set("message", message);
            rpc.send(new InetSocketAddress(member.address(), member.rpcPort()), envelope);
        });
    }

    /** Hands a request to the leader. */
    JsonNode ask(Member leader, ObjectNode request) {
        try {
            return rpc.call(new InetSocketAddress(leader.address(), leader.rpcPort()), request.put("is", "request"));
        } catch (IOException e) {
            throw new ApiError(500, "rpc error making call: " + e.getMessage());
        }
    }

    /** Sends a keyring order to every member that is alive and answers what each said, this server's own first. */
    List<JsonNode> keyring(ObjectNode order) {
        var answers = new ArrayList<JsonNode>();
        answers.add(gossip.obey(order));
        for (var member : members.alive()) {
            if (!member.id().equals(members.self().id())) {
                answers.add(gossip.order(member, order));
            }
        }
        return answers;
    }

    /** Reads tokens and TLS files again; what cannot be read leaves the old ones in force. */
    void reload() {
        try {
            defaultToken = config.readAgain().defaultToken();
            rpcTls.reload();
            httpsTls.reload();
            rpc.dropConnections();
            log.info("", "Configuration reload complete");
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ApiError(500, "failed to reload config: " + e.getMessage());
        }
    }

    /** Leaves the raft group and then ends; a leader hands over first. */
    void leave() {
        var others = members.alive().stream()
                .map(Member::id)
                .filter(id ->
                        !id.equals(members.self().id()) && consensus.peers().contains(id))
                .toList();
        if (consensus.leads() && !others.isEmpty()) {
            consensus.transferLeadership(others.get(0));
        }
        members.leaving();
        gossip.round();
        wan.leaving();
        var unused = clockwork.scheduleWithFixedDelay(this::endWhenRemoved, 200, 200, TimeUnit.MILLISECONDS);
        var unusedLimit = clockwork.schedule(left::countDown, others.isEmpty() ? 1 : 10, TimeUnit.SECONDS);
        log.info("server", "server starting leave");
    }

    private void endWhenRemoved() {
        if (consensus.removed() || !consensus.peers().contains(members.self().id())) {
            left.countDown();
        }
    }

    /** Waits until this server has left. */
    void awaitLeave() throws InterruptedException {
        left.await();
    }

    /** What a request without a token stands for; empty: the anonymous token. */
    String defaultToken() {
        return defaultToken;
    }

    void defaultToken(String token) {
        defaultToken = token;
    }

    AgentConfig config() {
        return config;
    }

    Members members() {
        return members;
    }

    Wan wan() {
        return wan;
    }

    AclReplication replication() {
        return replication;
    }

    Store store() {
        return store;
    }

    Consensus consensus() {
        return consensus;
    }

    Autopilot autopilot() {
        return autopilot;
    }

    TlsFiles httpsTls() {
        return httpsTls;
    }

    @Override
    public void close() throws IOException {
        clockwork.shutdownNow();
        gossip.close();
        wan.close();
        rpc.close();
        consensus.close();
    }
}
