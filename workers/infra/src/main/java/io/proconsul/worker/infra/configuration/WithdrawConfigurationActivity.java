package io.proconsul.worker.infra.configuration;

import io.proconsul.wire.Done;
import io.proconsul.wire.WithdrawConfiguration;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.storage.BlobContainers;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes the servers' configuration: first the manifests, then the files that they point to. */
@ApplicationScoped
public class WithdrawConfigurationActivity implements Activity<WithdrawConfiguration> {

    private final BlobContainers containers;

    public WithdrawConfigurationActivity(BlobContainers containers) {
        this.containers = containers;
    }

    @Override
    public Class<WithdrawConfiguration> command() {
        return WithdrawConfiguration.class;
    }

    @Override
    public Outcome perform(WithdrawConfiguration command, Attempt attempt) {
        var removed = containers
                .configuration(ClusterResources.of(command.getCluster()))
                .map(container -> container.deleteAll("manifests/") + container.deleteAll(ConfigFile.BLOBS))
                .orElse(0);
        return Outcome.succeeded(new Done(removed));
    }
}
