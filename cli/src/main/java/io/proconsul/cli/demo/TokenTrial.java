package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.secrets.Secret;
import io.proconsul.wire.Cluster;
import java.io.PrintWriter;
import java.util.List;

/** A user is given a token, opens the cluster with it, and is given another one, which takes its place. */
final class TokenTrial {
    private static final int OPEN = 200;
    private static final int SHUT = 403;

    private final Customer customer;
    private final StateFolder state;
    private final PrintWriter out;
    private final Patience patience;

    TokenTrial(Customer customer, StateFolder state, PrintWriter out, Patience patience) {
        this.customer = customer;
        this.state = state;
        this.out = out;
        this.patience = patience;
    }

    /**
     * A cluster that can be used.
     *
     * @param token that opens it
     * @param secrets of all tokens that were given
     */
    record Opened(ConsulUser user, String token, List<Secret> secrets) {}

    /** @throws DemoFailure if one does not open the cluster, or the first one still does after the second was given */
    Opened of(Cluster cluster) throws InterruptedException {
        var user = ConsulUser.of(cluster, cluster.getServers().get(0).getAddress(), state);
        var first = given();
        expect(user, first, OPEN);
        var second = given();
        expect(user, second, OPEN);
        expect(user, first, SHUT);
        out.printf(
                "  %-24s %s opens the cluster, %s before it does not any more%n",
                "user's token", accessor(second), accessor(first));
        return new Opened(user, secretOf(second), List.of(secret(first), secret(second)));
    }

    /** Like any client of the API, the customer asks again when the service says that it is busy or down. */
    private JsonNode given() throws InterruptedException {
        return patience.await("a token", customer::createToken);
    }

    /** A server remembers for a while what a token may do. */
    private void expect(ConsulUser user, JsonNode token, int status) throws InterruptedException {
        patience.until(
                "Consul to answer %d to token %s".formatted(status, accessor(token)),
                () -> user.put("demo", "written with " + accessor(token), secretOf(token)) == status);
    }

    private static Secret secret(JsonNode token) {
        return Secret.of("user's token " + accessor(token), secretOf(token));
    }

    private static String accessor(JsonNode token) {
        return token.path("accessorId").asText();
    }

    private static String secretOf(JsonNode token) {
        return token.path("secretId").asText();
    }
}
