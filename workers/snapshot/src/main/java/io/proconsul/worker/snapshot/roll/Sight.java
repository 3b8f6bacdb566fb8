package io.proconsul.worker.snapshot.roll;

import io.proconsul.wire.Server;
import io.proconsul.worker.snapshot.consul.Consul;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of a cluster.
 *
 * @param missing what it lacks to be whole, in words; empty if it is
 * @param leader empty if the servers that answer do not agree on one of them
 * @param health with the leader's eyes; empty without a leader
 * @param agents the servers that say something of themselves, by their index
 */
record Sight(
        List<String> missing,
        Optional<Server> leader,
        Optional<Consul.Health> health,
        Map<Integer, Consul.Agent> agents) {

    Sight {
        missing = List.copyOf(missing);
        agents = Map.copyOf(agents);
    }

    boolean whole() {
        return missing.isEmpty();
    }

    /** The node id of a voter that does not lead, to hand the leadership to. */
    Optional<String> heir() {
        return health.stream()
                .flatMap(seen -> seen.servers().stream())
                .filter(server -> server.voter() && server.healthy() && !server.leader())
                .map(Consul.ServerHealth::id)
                .findFirst();
    }
}
