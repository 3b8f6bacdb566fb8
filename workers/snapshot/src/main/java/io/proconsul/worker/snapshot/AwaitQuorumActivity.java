package io.proconsul.worker.snapshot;

import static java.util.stream.Collectors.joining;

import io.proconsul.wire.AwaitQuorum;
import io.proconsul.wire.QuorumReached;
import io.proconsul.wire.Server;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.snapshot.consul.ConsulException;
import io.proconsul.worker.snapshot.consul.ConsulFailures;
import io.proconsul.worker.snapshot.consul.ConsulServers;
import io.proconsul.worker.snapshot.consul.Leader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits until every server is up, follows the same leader, and has all servers and no other in its Raft configuration.
 *
 * <p>It runs before the ACL system is bootstrapped, when the default policy denies all that needs a token; so it asks
 * only what needs none: status/leader and status/peers, of each server over its own certificate. What autopilot thinks
 * of the servers is asked at the end of {@code BootstrapAcl}, with the first token there is.
 */
@Singleton
public class AwaitQuorumActivity implements Activity<AwaitQuorum> {
    static final Duration SOON = Duration.ofMillis(500);

    private final ConsulServers consuls;

    public AwaitQuorumActivity(ConsulServers consuls) {
        this.consuls = consuls;
    }

    @Override
    public Class<AwaitQuorum> command() {
        return AwaitQuorum.class;
    }

    @Override
    public Outcome perform(AwaitQuorum command, Attempt attempt) {
        var missing = new ArrayList<String>();
        var leaders = new ArrayList<String>();
        for (var server : command.getServers()) {
            look(server, command, leaders, missing);
        }
        if (missing.isEmpty() && leaders.stream().distinct().count() > 1) {
            missing.add("servers disagree on the leader: " + leaders);
        }
        return missing.isEmpty()
                ? Outcome.succeeded(
                        new QuorumReached(leaders.get(0), command.getServers().size()))
                : Outcome.pending(String.join("; ", missing), SOON);
    }

    private void look(Server server, AwaitQuorum command, List<String> leaders, List<String> missing) {
        try {
            var consul = consuls.open(
                    server, command.getCaPem(), command.getCluster().getDatacenter());
            var leader = consul.leader();
            if (leader.isEmpty()) {
                missing.add(server.getName() + " knows no leader");
            } else if (!areExactly(command.getServers(), consul.peers())) {
                missing.add(server.getName() + " does not have " + names(command.getServers()) + " as its peers");
            } else {
                leaders.add(leader.get());
            }
        } catch (ConsulException e) {
            if (e.isRefusal()) {
                throw e; // waiting does not help
            }
            missing.add(server.getName() + ": " + e.getMessage());
        } catch (IOException e) {
            missing.add(server.getName() + " does not answer: " + ConsulFailures.described(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted"));
        }
    }

    private static boolean areExactly(List<Server> servers, List<String> peers) {
        return peers.size() == servers.size()
                && servers.stream().allMatch(server -> peers.stream().anyMatch(peer -> Leader.isAt(server, peer)));
    }

    private static String names(List<Server> servers) {
        return servers.stream().map(Server::getName).collect(joining(", "));
    }
}
