package io.proconsul.worker.infra.configuration;

import io.proconsul.wire.Done;
import io.proconsul.wire.WithdrawClientConfiguration;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.storage.BlobContainers;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes the users' files. */
@ApplicationScoped
public class WithdrawClientConfigurationActivity implements Activity<WithdrawClientConfiguration> {

    private final BlobContainers containers;

    public WithdrawClientConfigurationActivity(BlobContainers containers) {
        this.containers = containers;
    }

    @Override
    public Class<WithdrawClientConfiguration> command() {
        return WithdrawClientConfiguration.class;
    }

    @Override
    public Outcome perform(WithdrawClientConfiguration command, Attempt attempt) {
        var removed = containers
                .configuration(ClusterResources.of(command.getCluster()))
                .map(container -> container.deleteAll(PublishClientConfigurationActivity.FOLDER))
                .orElse(0);
        return Outcome.succeeded(new Done(removed));
    }
}
