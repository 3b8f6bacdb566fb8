package io.proconsul.worker.infra.peering;

import com.azure.core.exception.HttpResponseException;
import io.proconsul.wire.ClusterRef;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmError;
import io.proconsul.worker.infra.arm.ArmId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A network of a cluster's owner, and the two halves of its peering with the cluster's.
 *
 * @param ours in the cluster's network
 * @param theirs in the owner's, if it is we who make it
 */
record OwnersNetwork(ArmId id, PeeringHalf ours, PeeringHalf theirs) {

    /** What Azure says where the owner has not let us write, or where he has been before us. */
    private static final Set<String> OWNERS_BUSINESS = Set.of(
            "AuthorizationFailed",
            "ScopeLocked",
            "RequestDisallowedByPolicy",
            "AnotherPeeringAlreadyReferencesRemoteVnet");

    static OwnersNetwork of(ClusterRef cluster, String networkId) {
        var resources = ClusterResources.of(cluster);
        var network = resources.virtualNetwork();
        var remote = new ArmId(networkId);
        return new OwnersNetwork(
                remote,
                PeeringHalf.of(network, resources.names().peeringWith(networkId), remote),
                PeeringHalf.of(remote, resources.names().peeringFromOutside(), network));
    }

    /** What comes of work in the owner's network; empty if it is not ours to do. */
    static Optional<Outcome> ifAllowed(Supplier<Outcome> work) {
        try {
            var outcome = work.get();
            return outcome instanceof Outcome.Failed failed && OWNERS_BUSINESS.contains(failed.code())
                    ? Optional.empty()
                    : Optional.of(outcome);
        } catch (HttpResponseException e) {
            if (ArmError.in(e)
                    .filter(error -> OWNERS_BUSINESS.contains(error.code()))
                    .isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
