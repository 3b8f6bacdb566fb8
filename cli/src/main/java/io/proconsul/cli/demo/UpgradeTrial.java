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
        var look = new Look(users(cluster), token);
        patience.until("Consul to take a value", look::write);
        var container = logs.open(
                customer.managedGroup(),
                new Credentials(state).azure("customer").objectId());
        var auditLogging = Map.of("enabled", "TRUE", "storageContainerUrl", container);
        var update = Map.of("update", Map.of("consulVersion", target, "auditLogging", auditLogging));
        actions.follow(actions.act("update", update), look::take);
        for (var user : look.users) {
            var runs = user.version(token);
            Actions.expect(runs.equals(target), target + " on every server", runs);
        }
        for (int write = 1; write <= look.writes; write++) {
            var kept = look.users.get(0).get(KEY + "/" + write, token);
            Actions.expect(kept.equals("value " + write), "what was written", kept);
        }
        var shown = customer.cluster().path("consulCurrentVersion").asText();
        Actions.expect(shown.equals(target), target + " in the API", shown);
        patience.until("Consul to take another value", look::write);
        patience.until("the audit log", () -> logs.holds("/v1/kv/" + KEY + "/" + look.writes));
        out.printf("  %-24s arrives in %s%n", "audit log", container);
        out.printf(
                "  %-24s to %s, one server at a time: at least %d of %d were up, and %d of %d writes were kept%n",
                "upgrade", target, look.leastUp, look.users.size(), look.writes, look.writes);
        return new Upgraded(target, look.leastUp, look.writes);
    }

    private List<ConsulUser> users(Cluster cluster) {
        var ca = state.path()
                .resolve("demo")
                .resolve(cluster.getRef().getClusterName())
                .resolve("ca.pem");
        return cluster.getServers().stream()
                .map(server ->
                        new ConsulUser(ca, server.getAddress(), cluster.getRef().getDatacenter()))
                .toList();
    }

    private static String newest(JsonNode answer) {
        return StreamSupport.stream(answer.path("versions").spliterator(), false)
                .filter(version -> !version.path("status").asText().equals("PREVIEW"))
                .map(version -> version.path("version").asText())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new DemoFailure("Expected a version to upgrade to, found " + answer));
    }

    /** How many servers are up, and one more write, through whichever server takes it. */
    private static final class Look {
        private final List<ConsulUser> users;
        private final String token;
        private int leastUp;
        private int writes;

        private Look(List<ConsulUser> users, String token) {
            this.users = users;
            this.token = token;
            this.leastUp = users.size();
        }

        private void take() {
            int up = (int) users.stream().filter(ConsulUser::isUp).count();
            leastUp = Math.min(leastUp, up);
            write();
        }

        private boolean write() {
            var next = writes + 1;
            boolean written =
                    users.stream().anyMatch(user -> user.put(KEY + "/" + next, "value " + next, token) == 200);
            writes = written ? next : writes;
            return written;
        }
    }
}
