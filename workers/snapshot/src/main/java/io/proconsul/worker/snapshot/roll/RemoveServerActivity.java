package io.proconsul.worker.snapshot.roll;

import io.proconsul.wire.Done;
import io.proconsul.wire.RemoveServer;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.snapshot.consul.Consul;
import io.proconsul.worker.snapshot.consul.ConsulException;
import io.proconsul.worker.snapshot.consul.ConsulFailures;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;

/**
 * Takes a server out of Raft before its machine goes: the others then do not count it any more, where a dead one would still
 * count towards the majority that they need. Asks those that stay, one after the other.
 */
@Singleton
public class RemoveServerActivity implements Activity<RemoveServer> {
    private final Lookout lookout;

    public RemoveServerActivity(Lookout lookout) {
        this.lookout = lookout;
    }

    @Override
    public Class<RemoveServer> command() {
        return RemoveServer.class;
    }

    @Override
    public Outcome perform(RemoveServer command, Attempt attempt) {
        if (command.getIndex() < 0) {
            return Outcome.succeeded(new Done(0));
        }
        try {
            return remove(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private Outcome remove(RemoveServer command) throws InterruptedException {
        var members = new Members(command.getCluster(), command.getAccess());
        var refusals = new ArrayList<String>();
        for (var server : members.servers()) {
            try {
                return Outcome.succeeded(new Done(remove(command, members, lookout.open(members, server))));
            } catch (ConsulException e) {
                refusals.add(server.getName() + ": " + e.getMessage());
            } catch (IOException e) {
                refusals.add(server.getName() + " does not answer: " + ConsulFailures.described(e));
            }
        }
        // An outage that may last: it uses up attempts, because an operator can do something about it.
        return Outcome.transientFailure("ServerNotRemoved", String.join("; ", refusals));
    }

    private int remove(RemoveServer command, Members members, Consul consul) throws IOException, InterruptedException {
        var token = lookout.token(members);
        var name = ClusterNames.of(command.getCluster()).node(command.getIndex());
        var member = consul.raft(token).stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (member.isPresent()) {
            consul.removePeer(token, member.get().id());
        }
        return member.isPresent() ? 1 : 0;
    }
}
