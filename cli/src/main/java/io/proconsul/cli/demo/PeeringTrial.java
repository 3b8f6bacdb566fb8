package io.proconsul.cli.demo;

import java.io.PrintWriter;
import java.util.Map;

/** A user has the cluster's network peered with one of the user's own, so that programs there reach the servers. */
final class PeeringTrial {
    private final Actions actions;
    private final OwnNetwork network;
    private final PrintWriter out;

    /** @param network that we may peer with */
    PeeringTrial(Customer customer, OwnNetwork network, PrintWriter out, Patience patience) {
        this.actions = new Actions(customer, patience);
        this.network = network;
        this.out = out;
    }

    /**
     * Azure's word for the peering.
     *
     * @throws DemoFailure if it does not lead both ways
     */
    String run() throws InterruptedException {
        var begun = actions.act("createPeering", Map.of("remoteVirtualNetworkId", network.id()));
        actions.follow(begun);
        var id = Map.of("peeringId", begun.path("peeringId").asText());
        var seen = actions.act("getPeering", id).path("peering");
        var state = seen.path("peeringState").asText();
        Actions.expect(state.equals("Connected"), "a peering that is Connected", seen);
        Actions.expect(network.peerings() == 1, "the other half in " + network.id(), network.peerings());
        out.printf("  %-24s with %s is %s%n", "peering", network.id(), state);
        return state;
    }
}
