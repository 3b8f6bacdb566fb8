package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.microraft.MembershipChangeMode;
import io.microraft.RaftConfig;
import io.microraft.RaftEndpoint;
import io.microraft.RaftNode;
import io.microraft.RaftNodeStatus;
import io.microraft.report.RaftNodeReport;
import io.proconsul.local.consul.raft.Peer;
import io.proconsul.local.consul.raft.RaftJournal;
import io.proconsul.local.consul.raft.RaftWire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** This server's part in the raft group: none until it is bootstrapped, joined or restored. */
final class Consensus {
    private static final long WAIT_SECONDS = 7;
    private static final RaftConfig CONFIG = RaftConfig.newBuilder()
            .setLeaderElectionTimeoutMillis(1000)
            .setLeaderHeartbeatPeriodSecs(1)
            .setLeaderHeartbeatTimeoutSecs(3)
            .setCommitCountToTakeSnapshot(16384)
            .build();

    private final String self;
    private final RaftJournal journal;
    private final RaftWire wire;
    private final Store store;
    private volatile @Nullable RaftNode node;

    Consensus(String self, Path dataDir, RaftWire wire, Store store) throws IOException {
        this.self = self;
        this.journal = RaftJournal.open(dataDir.resolve("raft/journal.jsonl"));
        this.wire = wire;
        this.store = store;
    }

    boolean started() {
        return node != null;
    }

    /** Goes on with the group of the journal; false if there is none. */
    boolean restore() {
        var state = journal.restored();
        state.ifPresent(found -> start(builder().setRestoredState(found).build()));
        return state.isPresent();
    }

    /** Enters the group that began with these servers, as one of them or to be added by its leader. */
    void enter(Collection<String> initialPeers) {
        List<RaftEndpoint> peers =
                initialPeers.stream().<RaftEndpoint>map(Peer::new).toList();
        start(builder()
                .setLocalEndpoint(new Peer(self))
                .setInitialGroupMembers(peers)
                .build());
    }

    private RaftNode.RaftNodeBuilder builder() {
        return RaftNode.newBuilder()
                .setGroupId("consul")
                .setConfig(CONFIG)
                .setTransport(wire)
                .setStateMachine(store)
                .setStore(journal);
    }

    private void start(RaftNode fresh) {
        node = fresh;
        fresh.start().join();
    }

    void received(JsonNode message) {
        var active = node;
        if (active != null && active.getStatus() != RaftNodeStatus.TERMINATED) {
            active.handle(RaftWire.received(message));
        }
    }

    List<String> initialPeers() {
        var active = node;
        return active == null ? List.of() : ids(active.getInitialMembers().getMembers());
    }

    List<String> peers() {
        var active = node;
        return active == null ? List.of() : ids(active.getEffectiveMembers().getMembers());
    }

    Optional<String> leader() {
        var active = node;
        if (active == null || active.getStatus() == RaftNodeStatus.TERMINATED) {
            return Optional.empty();
        }
        return Optional.ofNullable(active.getTerm().getLeaderEndpoint()).map(peer -> (String) peer.getId());
    }

    boolean leads() {
        return leader().equals(Optional.of(self));
    }

    boolean removed() {
        var active = node;
        return active != null && active.getStatus() == RaftNodeStatus.TERMINATED;
    }

    int term() {
        var active = node;
        return active == null ? 0 : active.getTerm().getTerm();
    }

    /** Commits a change; on the leader only. */
    JsonNode apply(ObjectNode change) {
        return Json.parse(await(active().<String>replicate(change.toString())).getResult());
    }

    RaftNodeReport report() {
        return await(active().getReport()).getResult();
    }

    void add(String peer) {
        change(peer, MembershipChangeMode.ADD_OR_PROMOTE_TO_FOLLOWER);
    }

    void remove(String peer) {
        change(peer, MembershipChangeMode.REMOVE_MEMBER);
    }

    void transferLeadership(String peer) {
        await(active().transferLeadership(new Peer(peer)));
    }

    void close() throws IOException {
        var active = node;
        if (active != null) {
            active.terminate()
                    .orTimeout(2, TimeUnit.SECONDS)
                    .exceptionally(late -> null)
                    .join();
        }
        journal.close();
    }

    private void change(String peer, MembershipChangeMode mode) {
        var active = active();
        await(active.changeMembership(
                new Peer(peer), mode, active.getCommittedMembers().getLogIndex()));
    }

    private RaftNode active() {
        var active = node;
        if (active == null) {
            throw ApiError.noLeader();
        }
        return active;
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiError(500, "shutting down");
        } catch (TimeoutException e) {
            throw new ApiError(500, "rpc error: raft: timed out enqueuing operation");
        } catch (ExecutionException e) {
            throw new ApiError(500, "rpc error: raft: " + e.getCause());
        }
    }

    private static List<String> ids(Collection<RaftEndpoint> peers) {
        return peers.stream().map(peer -> (String) peer.getId()).sorted().toList();
    }
}
