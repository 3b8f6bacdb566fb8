package io.proconsul.gateway.snapshot;

import io.proconsul.gateway.command.CommandDesk;
import io.proconsul.gateway.command.Commands;
import io.proconsul.gateway.command.Completion;
import io.proconsul.gateway.command.CompletionDesk;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.limit.OpenSagas;
import io.proconsul.gateway.operation.Operation;
import io.proconsul.gateway.operation.Operations;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Scope;
import jakarta.enterprise.context.ApplicationScoped;

/** What callers want done with snapshots. */
@ApplicationScoped
class SnapshotWrites {

    private final CommandDesk desk;
    private final CompletionDesk completions;
    private final Operations operations;
    private final OpenSagas openSagas;

    SnapshotWrites(CommandDesk desk, CompletionDesk completions, Operations operations, OpenSagas openSagas) {
        this.desk = desk;
        this.completions = completions;
        this.operations = operations;
        this.openSagas = openSagas;
    }

    SnapshotAnswers.Begun create(Scope cluster, SnapshotRequests.Create asked, Request request) {
        var id = Commands.snapshotId(cluster, asked.name(), request);
        return new SnapshotAnswers.Begun(
                begin(cluster, Commands.createSnapshot(cluster, id, asked.name(), request)), id);
    }

    Operation delete(Scope cluster, String snapshotId, Request request) {
        return begin(cluster, Commands.deleteSnapshot(cluster, snapshotId, request));
    }

    Operation restore(Scope cluster, SnapshotRequests.Restore asked, Request request) {
        var command = Commands.restoreSnapshot(cluster, asked.snapshotId(), asked.takesAnother(), request);
        return begin(cluster, command);
    }

    /** Returns the cluster once the snapshot has its new name. */
    ClusterState rename(ClusterState cluster, SnapshotRequests.Rename asked, Request request) {
        var completion =
                completions.complete(Commands.renameSnapshot(cluster, asked.snapshotId(), asked.name(), request));
        if (completion instanceof Completion.Failed failed) {
            throw failed.error().asException();
        }
        return ((Completion.Succeeded) completion).state();
    }

    private Operation begin(Scope cluster, ClusterCommand command) {
        openSagas.admit(cluster).ifPresent(error -> {
            throw error.asException();
        });
        return operations.begun(Group.of(cluster), desk.submit(command));
    }
}
