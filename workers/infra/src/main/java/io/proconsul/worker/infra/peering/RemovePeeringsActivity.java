package io.proconsul.worker.infra.peering;

import io.proconsul.wire.Done;
import io.proconsul.wire.RemovePeerings;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.arm.Remover;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Parts a cluster's network from its owner's, one after the other. A half that the owner has made himself, or that he does
 * not let us delete, stays and is Disconnected.
 */
@ApplicationScoped
public class RemovePeeringsActivity implements Activity<RemovePeerings> {

    private final Remover remover;

    public RemovePeeringsActivity(Remover remover) {
        this.remover = remover;
    }

    @Override
    public Class<RemovePeerings> command() {
        return RemovePeerings.class;
    }

    @Override
    public Outcome perform(RemovePeerings command, Attempt attempt) {
        for (var id : command.getRemoteVirtualNetworkIds()) {
            var network = OwnersNetwork.of(command.getCluster(), id);
            var theirs = OwnersNetwork.ifAllowed(() -> remove(network.theirs(), attempt));
            if (theirs.isPresent() && isUnfinished(theirs.get())) {
                return theirs.get();
            }
            var ours = remove(network.ours(), attempt);
            if (isUnfinished(ours)) {
                return ours;
            }
        }
        return Outcome.succeeded(new Done(command.getRemoteVirtualNetworkIds().size()));
    }

    private Outcome remove(PeeringHalf half, Attempt attempt) {
        return remover.delete(List.of(half.doomed()), attempt);
    }

    private static boolean isUnfinished(Outcome outcome) {
        return !(outcome instanceof Outcome.Succeeded);
    }
}
