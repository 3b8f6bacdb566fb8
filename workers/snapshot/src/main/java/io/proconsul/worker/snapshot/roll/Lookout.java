package io.proconsul.worker.snapshot.roll;

import io.proconsul.wire.Server;
import io.proconsul.worker.secrets.Secret;
import io.proconsul.worker.secrets.TransitSecrets;
import io.proconsul.worker.snapshot.consul.Consul;
import io.proconsul.worker.snapshot.consul.ConsulConfig;
import io.proconsul.worker.snapshot.consul.ConsulException;
import io.proconsul.worker.snapshot.consul.ConsulFailures;
import io.proconsul.worker.snapshot.consul.ConsulServers;
import io.proconsul.worker.snapshot.consul.Leader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks whether a cluster is whole: every server answers and follows the same leader, autopilot finds all of them to be
 * healthy voters and has for a while, and each has applied what the leader had committed when the look began, but for what is
 * under way at any moment in a cluster that is written to. A cluster of which all that is true can spare as many servers as
 * Raft allows.
 */
@Singleton
public class Lookout {
    private static final long UNDER_WAY = 10;

    private final ConsulServers consuls;
    private final TransitSecrets secrets;
    private final ConsulConfig config;
    private final Clock clock;

    public Lookout(ConsulServers consuls, TransitSecrets secrets, ConsulConfig config, Clock clock) {
        this.consuls = consuls;
        this.secrets = secrets;
        this.config = config;
        this.clock = clock;
    }

    /** One call to a server. */
    @FunctionalInterface
    private interface Call<T> {
        T to(Consul consul) throws IOException, InterruptedException;
    }

    /** Throws nothing for what a server does or does not answer: a server that restarts answers all kinds of things. */
    Sight look(Members members) throws InterruptedException {
        var missing = new ArrayList<String>();
        var token = token(members);
        var leader = leader(members, missing);
        if (leader.isEmpty()) {
            return new Sight(missing, leader, Optional.empty(), Map.of());
        }
        var health = ask(members, leader.get(), missing, consul -> consul.health(token));
        health.ifPresent(seen -> judge(seen, members, missing));
        var committed = ask(members, leader.get(), missing, consul -> consul.agent(token))
                .map(Consul.Agent::commitIndex)
                .orElse(0L); // then that is missing, too
        var agents = new HashMap<Integer, Consul.Agent>();
        for (var server : members.servers()) {
            ask(members, server, missing, consul -> consul.agent(token)).ifPresent(agent -> {
                agents.put(server.getIndex(), agent);
                if (agent.appliedIndex() + UNDER_WAY < committed) {
                    missing.add("%s has applied %d of %d".formatted(server.getName(), agent.appliedIndex(), committed));
                }
            });
        }
        return new Sight(missing, leader, health, agents);
    }

    Secret token(Members members) {
        return secrets.decrypt(
                members.cluster().getClusterId(), members.access().getBootstrapTokenCiphertext());
    }

    Consul open(Members members, Server server) {
        return consuls.open(
                server, members.access().getCaPem(), members.cluster().getDatacenter());
    }

    private Optional<Server> leader(Members members, List<String> missing) throws InterruptedException {
        var addresses = new HashSet<String>();
        for (var server : members.servers()) {
            var found = ask(members, server, missing, Consul::leader);
            if (found.isPresent()) {
                found.get().ifPresentOrElse(addresses::add, () -> missing.add(server.getName() + " knows no leader"));
            }
        }
        if (addresses.size() > 1) {
            missing.add("servers disagree on the leader");
            return Optional.empty();
        }
        var leader = members.servers().stream()
                .filter(server -> addresses.stream().anyMatch(address -> Leader.isAt(server, address)))
                .findFirst();
        if (leader.isEmpty() && missing.isEmpty()) {
            missing.add("the leader is none of the servers: " + addresses);
        }
        return leader;
    }

    private void judge(Consul.Health health, Members members, List<String> missing) {
        var latest = clock.instant().minus(config.stableFor());
        for (var server : health.servers()) {
            if (!server.healthy() || !server.voter()) {
                missing.add(server.name() + " is no healthy voter");
            } else if (server.stableSince().isAfter(latest)) {
                missing.add(server.name() + " is healthy only since " + server.stableSince());
            }
        }
        if (!health.healthy() || health.healthyVoters() != members.servers().size()) {
            missing.add("autopilot counts %d healthy voters of %d"
                    .formatted(health.healthyVoters(), members.servers().size()));
        }
    }

    private <T> Optional<T> ask(Members members, Server server, List<String> missing, Call<T> call)
            throws InterruptedException {
        try {
            return Optional.of(call.to(open(members, server)));
        } catch (ConsulException e) {
            missing.add(server.getName() + ": " + e.getMessage());
        } catch (IOException e) {
            missing.add(server.getName() + " does not answer: " + ConsulFailures.described(e));
        }
        return Optional.empty();
    }
}
