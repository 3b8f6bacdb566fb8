package io.proconsul.gateway.peering;

import io.proconsul.gateway.command.CommandDesk;
import io.proconsul.gateway.command.Commands;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.limit.OpenSagas;
import io.proconsul.gateway.operation.Operation;
import io.proconsul.gateway.operation.Operations;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.Scope;
import jakarta.enterprise.context.ApplicationScoped;

/** What callers want done with peerings. */
@ApplicationScoped
class PeeringWrites {

    private final OwnersNetworks networks;
    private final CommandDesk desk;
    private final Operations operations;
    private final OpenSagas openSagas;

    PeeringWrites(OwnersNetworks networks, CommandDesk desk, Operations operations, OpenSagas openSagas) {
        this.networks = networks;
        this.desk = desk;
        this.operations = operations;
        this.openSagas = openSagas;
    }

    PeeringAnswers.Begun create(Scope cluster, String networkId, Request request) {
        networks.require(cluster, networkId);
        var command = Commands.createPeering(cluster, networkId, request);
        return new PeeringAnswers.Begun(begin(cluster, command), Commands.peeringId(cluster, networkId));
    }

    Operation delete(Scope cluster, String peeringId, Request request) {
        return begin(cluster, Commands.deletePeering(cluster, peeringId, request));
    }

    private Operation begin(Scope cluster, ClusterCommand command) {
        openSagas.admit(cluster).ifPresent(error -> {
            throw error.asException();
        });
        return operations.begun(Group.of(cluster), desk.submit(command));
    }
}
