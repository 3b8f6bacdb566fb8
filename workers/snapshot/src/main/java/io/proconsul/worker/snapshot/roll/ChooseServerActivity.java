package io.proconsul.worker.snapshot.roll;

import io.proconsul.wire.ChooseServer;
import io.proconsul.wire.Server;
import io.proconsul.wire.ServerAwaited;
import io.proconsul.wire.ServerChosen;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.snapshot.consul.ConsulException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * Chooses the server whose turn it is, once the cluster is whole. The leader comes last, and not before it has handed over
 * to one that has had its turn; where Consul cannot hand over, or there is nobody to, its end is an election.
 */
@Singleton
public class ChooseServerActivity implements Activity<ChooseServer> {
    static final Duration SOON = Duration.ofMillis(500);

    private final Lookout lookout;

    public ChooseServerActivity(Lookout lookout) {
        this.lookout = lookout;
    }

    @Override
    public Class<ChooseServer> command() {
        return ChooseServer.class;
    }

    @Override
    public Outcome perform(ChooseServer command, Attempt attempt) {
        try {
            var refusal = Rolled.refusal(command.getDone());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            var done = command.getDone().stream().map(ServerAwaited::getIndex).toList();
            var left = command.getAccess().getServers().stream()
                    .filter(server -> !done.contains(server.getIndex()))
                    .toList();
            return left.isEmpty() ? chosen(-1) : choose(command, left);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private Outcome choose(ChooseServer command, List<Server> left) throws IOException, InterruptedException {
        var sight = lookout.look(members(command));
        if (!sight.whole() || sight.leader().isEmpty()) {
            return Outcome.pending(String.join("; ", sight.missing()), SOON);
        }
        var leader = sight.leader().get();
        for (var server : left) {
            if (server.getIndex() != leader.getIndex()) {
                return chosen(server.getIndex());
            }
        }
        return handsOver(command, sight, leader)
                ? Outcome.pending(leader.getName() + " hands over its leadership", SOON)
                : chosen(leader.getIndex());
    }

    private boolean handsOver(ChooseServer command, Sight sight, Server leader)
            throws IOException, InterruptedException {
        var heir = sight.heir();
        if (heir.isEmpty()) {
            return false;
        }
        var members = members(command);
        try {
            return lookout.open(members, leader).transferLeadership(lookout.token(members), heir.get());
        } catch (ConsulException e) {
            return true; // it leads no longer, or is asked again
        }
    }

    private static Members members(ChooseServer command) {
        return new Members(command.getCluster(), command.getAccess());
    }

    private static Outcome chosen(int index) {
        return Outcome.succeeded(new ServerChosen(index));
    }
}
