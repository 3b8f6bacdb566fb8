package io.proconsul.worker.snapshot.roll;

import io.proconsul.wire.AwaitServer;
import io.proconsul.wire.Server;
import io.proconsul.wire.ServerAwaited;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.snapshot.consul.Consul;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Waits until the cluster is whole again after one of its servers was given something new. That server must say itself that
 * it runs what it was given: a cluster is also whole while its host manager has noticed nothing yet. One that stays whole
 * and old for long has an answer, too, and the saga ends.
 */
@Singleton
public class AwaitServerActivity implements Activity<AwaitServer> {
    static final Duration SOON = Duration.ofMillis(500);

    /** Many times what a host manager leaves between two looks. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Lookout lookout;
    private final Clock clock;

    public AwaitServerActivity(Lookout lookout, Clock clock) {
        this.lookout = lookout;
        this.clock = clock;
    }

    @Override
    public Class<AwaitServer> command() {
        return AwaitServer.class;
    }

    @Override
    public Outcome perform(AwaitServer command, Attempt attempt) {
        var server = command.getAccess().getServers().stream()
                .filter(each -> each.getIndex() == command.getIndex())
                .findFirst();
        try {
            return server.isPresent()
                    ? await(command, server.get(), attempt)
                    : Outcome.succeeded(new ServerAwaited(-1, "", "", true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private Outcome await(AwaitServer command, Server server, Attempt attempt) throws InterruptedException {
        var since = since(attempt);
        var sight = lookout.look(new Members(command.getCluster(), command.getAccess()));
        var agent = sight.agents().get(server.getIndex());
        if (!sight.whole() || agent == null) {
            return Outcome.pending(since + " " + String.join("; ", sight.missing()), SOON);
        }
        var updated = isUpdated(agent, command, attempt);
        return updated || !clock.instant().isBefore(since.plus(PATIENCE))
                ? Outcome.succeeded(
                        new ServerAwaited(server.getIndex(), server.getName(), "v" + agent.version(), updated))
                : Outcome.pending(since + " " + server.getName() + " still runs what it ran", SOON);
    }

    private static boolean isUpdated(Consul.Agent agent, AwaitServer command, Attempt attempt) {
        return attempt.sagaId().equals(agent.meta().get(ClusterNames.UPDATE_META))
                && command.getConsulVersion().equals("v" + agent.version());
    }

    /** When the wait began: the first word of what the last look left. */
    private Instant since(Attempt attempt) {
        try {
            return attempt.continuation()
                    .map(left -> Instant.parse(left.split(" ", 2)[0]))
                    .orElseGet(clock::instant);
        } catch (DateTimeParseException e) {
            return clock.instant();
        }
    }
}
