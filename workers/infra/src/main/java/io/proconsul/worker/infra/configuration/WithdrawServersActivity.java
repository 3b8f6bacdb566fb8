package io.proconsul.worker.infra.configuration;

import io.proconsul.wire.Done;
import io.proconsul.wire.WithdrawServers;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.storage.BlobContainers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.IntStream;

/** Removes the manifests of servers that are none any more. */
@ApplicationScoped
public class WithdrawServersActivity implements Activity<WithdrawServers> {

    private final BlobContainers containers;

    public WithdrawServersActivity(BlobContainers containers) {
        this.containers = containers;
    }

    @Override
    public Class<WithdrawServers> command() {
        return WithdrawServers.class;
    }

    @Override
    public Outcome perform(WithdrawServers command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        var removed = containers
                .configuration(cluster)
                .map(container -> IntStream.range(command.getFirst(), command.getServers())
                        .map(server -> container.deleteAll(cluster.names().manifest(server)))
                        .sum())
                .orElse(0);
        return Outcome.succeeded(new Done(removed));
    }
}
