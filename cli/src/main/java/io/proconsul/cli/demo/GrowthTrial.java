package io.proconsul.cli.demo;

import io.proconsul.local.deployment.StateFolder;
import io.proconsul.wire.Cluster;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** A user gives the cluster two more servers, writes all the while, and asks every server for what was written. */
final class GrowthTrial {
    private static final int STEP = 2;
    private static final int MOST = 5;

    private final Customer customer;
    private final TokenTrial.Opened opened;
    private final StateFolder state;
    private final PrintWriter out;
    private final Patience patience;
    private final Actions actions;

    GrowthTrial(Customer customer, TokenTrial.Opened opened, StateFolder state, PrintWriter out, Patience patience) {
        this.customer = customer;
        this.opened = opened;
        this.state = state;
        this.out = out;
        this.patience = patience;
        this.actions = new Actions(customer, patience);
    }

    /**
     * Returns how many servers there are then; 0 if the cluster was as large as it can be.
     *
     * @throws DemoFailure if a server is missing in the end, or something written is
     */
    int run(Cluster cluster) throws InterruptedException {
        int size = cluster.getServers().size() + STEP;
        if (size > MOST) {
            return 0;
        }
        var traffic = new Traffic(List.of(opened.user()), "demo/grown", opened.token());
        patience.until("Consul to take a value", traffic::write);
        var update = Map.of("update", Map.of("consulNumServers", Integer.toString(size)));
        actions.follow(actions.act("update", update), traffic::look);
        var servers = opened.user().peers();
        Actions.expect(servers.size() == size, size + " servers in Raft", servers);
        for (var server : servers) {
            traffic.isKeptBy(ConsulUser.of(cluster, server, state));
        }
        var shown = customer.cluster().path("consulNumServers").asInt();
        Actions.expect(shown == size, size + " servers in the API", shown);
        out.printf(
                "  %-24s to %d servers, one at a time: each of them has the %d values that were written meanwhile%n",
                "growth", size, traffic.writes());
        return size;
    }
}
