package io.proconsul.gateway.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.command.CommandDesk;
import io.proconsul.gateway.command.Commands;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.limit.OpenSagas;
import io.proconsul.gateway.operation.Operation;
import io.proconsul.gateway.operation.Operations;
import io.proconsul.gateway.view.Documents;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** What callers want a running cluster to become. */
@ApplicationScoped
class ClusterUpdates {

    private final UpdateReader reader;
    private final OpenSagas openSagas;
    private final CommandDesk desk;
    private final Operations operations;

    ClusterUpdates(UpdateReader reader, OpenSagas openSagas, CommandDesk desk, Operations operations) {
        this.reader = reader;
        this.openSagas = openSagas;
        this.desk = desk;
        this.operations = operations;
    }

    /** @throws io.proconsul.gateway.error.ApiException if it is wrong, too much at once, or refused */
    Operation begin(ClusterState cluster, ObjectNode body, @Nullable Condition condition, Request request) {
        var scope = cluster.getScope();
        var document = Documents.of(cluster)
                .orElseThrow(() -> ApiError.unavailable("The cluster is not known yet; please try again.")
                        .asException());
        var wanted = reader.read(body, document, request.at());
        openSagas.admit(scope).ifPresent(error -> {
            throw error.asException();
        });
        var command = Commands.on(condition, wanted.command(scope, request));
        return operations.begun(Group.of(scope), desk.submit(command));
    }
}
