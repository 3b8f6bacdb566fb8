package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.local.deployment.Credentials;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.wire.Cluster;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A user takes the cluster to the next version and has its audit log, writes all the while, and asks every server what it
 * runs.
 */
final class UpgradeTrial {
    private static final String KEY = "demo/upgraded";

    private final Customer customer;
    private final StateFolder state;
    private final PrintWriter out;
    private final Patience patience;
    private final Actions actions;
    private final LogBox logs;

    /** @param logs where the audit log is to go; ordered */
    UpgradeTrial(Customer customer, LogBox logs, StateFolder state, PrintWriter out, Patience patience) {
        this.customer = customer;
        this.logs = logs;
        this.state = state;
        this.out = out;
        this.patience = patience;
        this.actions = new Actions(customer, patience);
    }

    /**
     * What the users saw.
     *
     * @param version that all servers run
     * @param leastUp the fewest servers that took connections at any look
     * @param writes how many keys were written meanwhile
     */
    record Upgraded(String version, int leastUp, int writes) {
        static final Upgraded NONE = new Upgraded("", 0, 0);
    }

    /** @throws DemoFailure if a server does not run the next version in the end, or something written is lost */
    Upgraded run(Cluster cluster, String token) throws InterruptedException {
        if (!Files.isDirectory(state.path().resolve("consul-programs"))) {
            out.printf("  %-24s none: there is only the one Consul that is installed here%n", "upgrade");
            return Upgraded.NONE;
        }
        var target = newest(actions.act("listConsulUpgradeVersions", Map.of()));
        var users = users(cluster);
        var traffic = new Traffic(users, KEY, token);
        patience.until("Consul to take a value", traffic::write);
        var container = logs.open(
                customer.managedGroup(),
                new Credentials(state).azure("customer").objectId());
        var auditLogging = Map.of("enabled", "TRUE", "storageContainerUrl", container);
        var update = Map.of("update", Map.of("consulVersion", target, "auditLogging", auditLogging));
        actions.follow(actions.act("update", update), traffic::look);
        for (var user : users) {
            var runs = user.version(token);
            Actions.expect(runs.equals(target), target + " on every server", runs);
        }
        traffic.isKeptBy(users.get(0));
        var shown = customer.cluster().path("consulCurrentVersion").asText();
        Actions.expect(shown.equals(target), target + " in the API", shown);
        patience.until("Consul to take another value", traffic::write);
        patience.until("the audit log", () -> logs.holds("/v1/kv/" + KEY + "/" + traffic.writes()));
        out.printf("  %-24s arrives in %s%n", "audit log", container);
        out.printf(
                "  %-24s to %s, one server at a time: at least %d of %d were up, and %d of %d writes were kept%n",
                "upgrade", target, traffic.leastUp(), users.size(), traffic.writes(), traffic.writes());
        return new Upgraded(target, traffic.leastUp(), traffic.writes());
    }

    private List<ConsulUser> users(Cluster cluster) {
        return cluster.getServers().stream()
                .map(server -> ConsulUser.of(cluster, server.getAddress(), state))
                .toList();
    }

    private static String newest(JsonNode answer) {
        return StreamSupport.stream(answer.path("versions").spliterator(), false)
                .filter(version -> !version.path("status").asText().equals("PREVIEW"))
                .map(version -> version.path("version").asText())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new DemoFailure("Expected a version to upgrade to, found " + answer));
    }
}
