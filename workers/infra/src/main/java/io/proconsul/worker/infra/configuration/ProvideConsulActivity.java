package io.proconsul.worker.infra.configuration;

import io.proconsul.wire.ConsulProvided;
import io.proconsul.wire.ProvideConsul;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.storage.BlobContainer;
import io.proconsul.worker.infra.storage.BlobContainers;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts a version of Consul into the cluster's container, where nobody runs it before a manifest says so. */
@ApplicationScoped
public class ProvideConsulActivity implements Activity<ProvideConsul> {

    private final BlobContainers containers;
    private final ConsulPrograms programs;

    public ProvideConsulActivity(BlobContainers containers, ConsulPrograms programs) {
        this.containers = containers;
        this.programs = programs;
    }

    @Override
    public Class<ProvideConsul> command() {
        return ProvideConsul.class;
    }

    @Override
    public Outcome perform(ProvideConsul command, Attempt attempt) {
        if (command.getConsulVersion().isEmpty()) {
            return Outcome.succeeded(new ConsulProvided("", "", 0L));
        }
        var cluster = ClusterResources.of(command.getCluster());
        return containers
                .configuration(cluster)
                .map(container -> provide(command.getConsulVersion(), container))
                .orElseGet(() -> Outcome.transientFailure(
                        "StorageAccountNotFound",
                        "There is no storage account " + cluster.names().storageAccount()));
    }

    private Outcome provide(String version, BlobContainer container) {
        return programs.provide(version, container)
                .<Outcome>map(
                        program -> Outcome.succeeded(new ConsulProvided(version, program.sha256(), program.size())))
                .orElseGet(() -> Outcome.permanent(
                        "ConsulProgramMissing",
                        "The worker has no program of Consul " + version + " in proconsul.servers.consul-programs"));
    }
}
