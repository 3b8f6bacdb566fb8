package io.proconsul.worker.snapshot.roll;

import io.proconsul.wire.InspectServers;
import io.proconsul.wire.ServersInspected;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/** Asks every server itself what it runs, when all are said to run the same. */
@Singleton
public class InspectServersActivity implements Activity<InspectServers> {
    private final Lookout lookout;

    public InspectServersActivity(Lookout lookout) {
        this.lookout = lookout;
    }

    @Override
    public Class<InspectServers> command() {
        return InspectServers.class;
    }

    @Override
    public Outcome perform(InspectServers command, Attempt attempt) {
        try {
            var refusal = Rolled.refusal(command.getDone());
            return refusal.isPresent() ? refusal.get() : inspect(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private Outcome inspect(InspectServers command) throws IOException, InterruptedException {
        var members = new Members(command.getCluster(), command.getAccess());
        var versions = new TreeMap<String, String>();
        for (var server : members.servers()) {
            var agent = lookout.open(members, server).agent(lookout.token(members));
            versions.put(server.getName(), "v" + agent.version());
        }
        return versions.values().stream().allMatch(command.getConsulVersion()::equals)
                ? Outcome.succeeded(new ServersInspected(versions))
                : Outcome.permanent(
                        "VersionsDiffer",
                        "expected " + command.getConsulVersion() + " on every server, found " + versions);
    }
}
