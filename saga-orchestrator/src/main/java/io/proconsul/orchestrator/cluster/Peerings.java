package io.proconsul.orchestrator.cluster;

import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Step;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.Done;
import io.proconsul.wire.Peering;
import io.proconsul.wire.RemovePeerings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The peerings of a cluster's network with its owner's, as its document lists them. */
final class Peerings {
    static final String CREATING = "CREATING";
    static final String CREATING_FAILED = "CREATING_FAILED";
    static final String READY = "READY";
    static final String DELETING = "DELETING";
    static final String DELETING_FAILED = "DELETING_FAILED";

    /** A cluster's document travels with every view; Azure allows 500 to a network. */
    static final int MOST = 50;

    private Peerings() {}

    static Optional<Peering> find(Cluster cluster, String id) {
        return cluster.getPeerings().stream()
                .filter(peering -> peering.getId().equals(id))
                .findFirst();
    }

    /** The cluster with this peering in the place of the one of its id, or as its newest. */
    static Cluster with(Cluster cluster, Peering changed) {
        var all = new ArrayList<>(cluster.getPeerings());
        var known = find(cluster, changed.getId());
        if (known.isPresent()) {
            all.set(all.indexOf(known.get()), changed);
        } else {
            all.add(changed);
        }
        return Cluster.newBuilder(cluster).setPeerings(all).build();
    }

    static Cluster without(Cluster cluster, Peering gone) {
        var rest = cluster.getPeerings().stream()
                .filter(peering -> !peering.getId().equals(gone.getId()))
                .toList();
        return Cluster.newBuilder(cluster).setPeerings(rest).build();
    }

    static Peering in(String state, Peering peering) {
        return Peering.newBuilder(peering).setState(state).build();
    }

    static RemovePeerings removal(Cluster cluster, List<Peering> peerings) {
        return new RemovePeerings(
                cluster.getRef(),
                peerings.stream().map(Peering::getRemoteVirtualNetworkId).toList());
    }

    /** With the networks that a cluster is peered with, before it is deleted: nothing of it stays in them. */
    static Step<Cluster, Done> removeAll(SagaBuilder<Cluster> saga) {
        return DeleteClusterSaga.remove(saga, "remove-peerings", Workers.INFRA, in -> removal(in, in.getPeerings()));
    }
}
