package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The leader's care for the raft group: adds servers that appear, removes those that left or died, judges health. */
final class Autopilot {
    /** MicroRaft's followers answer once in a heartbeat of a second; silence beyond that counts as last contact. */
    private static final long HEARTBEAT_MILLIS = 1000;

    /** Consul's autopilot looks at failed servers once in this time. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Consul's leader looks once in this time for servers that are there and not in Raft. */
    private static final Duration RECONCILIATION = Duration.ofMinutes(1);

    private final Consensus consensus;
    private final Members members;
    private final Store store;
    private final JsonNode configured;
    private final Clock clock;
    private final Map<String, Instant> failedSince = new HashMap<>();
    private final Map<String, Instant> removed = new ConcurrentHashMap<>();
    private final Map<String, Instant> stableSince = new HashMap<>();

    Autopilot(Consensus consensus, Members members, Store store, JsonNode configured, Clock clock) {
        this.consensus = consensus;
        this.members = members;
        this.store = store;
        this.configured = configured;
        this.clock = clock;
    }

    /** One round; does nothing on a follower. */
    void tend() {
        if (!consensus.leads()) {
            return;
        }
        var peers = consensus.peers();
        for (var member : members.alive()) {
            if (!peers.contains(member.id()) && !removedLately(member)) {
                consensus.add(member.id());
                return;
            }
        }
        for (var member : members.all()) {
            if (peers.contains(member.id()) && removable(member, peers)) {
                consensus.remove(member.id());
                return;
            }
        }
    }

    /** An operator has taken the server out of the group. */
    void removed(String peer) {
        removed.put(peer, clock.instant());
    }

    private boolean removedLately(Member member) {
        var at = removed.get(member.id());
        return at != null && clock.instant().isBefore(at.plus(RECONCILIATION));
    }

    private boolean removable(Member member, List<String> peers) {
        var status = members.status(member);
        if (status != Members.Status.FAILED) {
            failedSince.remove(member.id());
            return status == Members.Status.LEFT;
        }
        var since = failedSince.computeIfAbsent(member.id(), id -> clock.instant());
        var rules = configuration();
        long dead = peers.stream().filter(peer -> !members.alive(peer)).count();
        return rules.path("CleanupDeadServers").asBoolean()
                && !clock.instant().isBefore(since.plus(GRACE))
                && dead <= (peers.size() - 1) / 2
                && peers.size() - 1 >= rules.path("MinQuorum").asInt();
    }

    ObjectNode configuration() {
        var stored = store.autopilot();
        return stored.isEmpty() ? fromFile() : stored;
    }

    private ObjectNode fromFile() {
        return Json.object()
                .put(
                        "CleanupDeadServers",
                        configured.path("cleanup_dead_servers").asBoolean(true))
                .put(
                        "LastContactThreshold",
                        configured.path("last_contact_threshold").asText("200ms"))
                .put("MaxTrailingLogs", configured.path("max_trailing_logs").asInt(250))
                .put("MinQuorum", configured.path("min_quorum").asInt(0))
                .put(
                        "ServerStabilizationTime",
                        configured.path("server_stabilization_time").asText("10s"))
                .put("RedundancyZoneTag", "")
                .put("DisableUpgradeMigration", false)
                .put("UpgradeVersionTag", "")
                .put("CreateIndex", 0)
                .put("ModifyIndex", 0);
    }

    /** What {@code /operator/autopilot/health} answers; on the leader. */
    synchronized ObjectNode health() {
        var report = consensus.report();
        var log = report.getLog();
        var now = clock.instant();
        var servers = Json.array();
        int healthy = 0;
        var peers = consensus.peers();
        for (var peer : peers) {
            boolean leader = consensus.leader().filter(peer::equals).isPresent();
            long lastIndex = leader ? log.getLastLogOrSnapshotIndex() : 0;
            long silence = 0;
            for (var follower : log.getFollowerMatchIndices().entrySet()) {
                if (follower.getKey().getId().equals(peer)) {
                    lastIndex = follower.getValue();
                }
            }
            for (var beat : report.getHeartbeatTimestamps().entrySet()) {
                if (beat.getKey().getId().equals(peer) && !leader) {
                    silence = Math.max(0, now.toEpochMilli() - beat.getValue() - HEARTBEAT_MILLIS);
                }
            }
            boolean alive = members.alive(peer);
            long lag = log.getLastLogOrSnapshotIndex() - lastIndex;
            boolean good =
                    alive && lag <= configuration().path("MaxTrailingLogs").asInt() && silence <= HEARTBEAT_MILLIS;
            healthy += good ? 1 : 0;
            servers.add(server(peer, leader, good, lastIndex, silence, now));
        }
        int majority = peers.size() / 2 + 1;
        var health = Json.object()
                .put("Healthy", healthy == peers.size())
                .put("FailureTolerance", Math.max(0, healthy - majority));
        health.set("Servers", servers);
        return health;
    }

    private ObjectNode server(String peer, boolean leader, boolean good, long lastIndex, long silence, Instant now) {
        if (!good) {
            stableSince.remove(peer);
        }
        var since = good ? stableSince.computeIfAbsent(peer, id -> now) : now;
        var member = members.get(peer);
        return Json.object()
                .put("ID", peer)
                .put("Name", member.map(Member::name).orElse(""))
                .put("Address", member.map(Member::rpcAddress).orElse(""))
                .put(
                        "SerfStatus",
                        member.map(found -> members.status(found).text()).orElse("none"))
                .put("Version", member.map(Member::version).orElse(""))
                .put("Leader", leader)
                .put("LastContact", leader ? "0s" : silence + "ms")
                .put("LastTerm", consensus.term())
                .put("LastIndex", lastIndex)
                .put("Healthy", good)
                .put("Voter", true)
                .put("StableSince", since.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
