package io.proconsul.worker.infra.servers;

import io.proconsul.wire.TerminateServers;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Doomed;
import io.proconsul.worker.infra.arm.Remover;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.IntStream;

/** Ends servers, all that are meant at once, and their disks with them. */
@ApplicationScoped
public class TerminateServersActivity implements Activity<TerminateServers> {

    private final Remover remover;

    public TerminateServersActivity(Remover remover) {
        this.remover = remover;
    }

    @Override
    public Class<TerminateServers> command() {
        return TerminateServers.class;
    }

    @Override
    public Outcome perform(TerminateServers command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        var scaleSets = IntStream.range(command.getFirst(), command.getServers())
                .mapToObj(server -> Doomed.of(ArmTypes.SCALE_SET, cluster.scaleSet(server)))
                .toList();
        return remover.delete(scaleSets, attempt);
    }
}
