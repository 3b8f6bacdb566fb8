package io.proconsul.worker.infra.configuration;

import io.proconsul.wire.ConfigurationPublished;
import io.proconsul.wire.ConfigureServers;
import io.proconsul.wire.ServerCertificate;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.storage.BlobContainer;
import io.proconsul.worker.infra.storage.BlobContainers;
import io.proconsul.worker.secrets.TransitSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Publishes the first manifest of each server that a running cluster is to have in addition: what one of the others has, but
 * for what makes a server itself. The secrets in it are read from the container and written back there, and travel no further.
 */
@ApplicationScoped
public class ConfigureServersActivity implements Activity<ConfigureServers> {

    private final BlobContainers containers;
    private final TransitSecrets transit;
    private final Manifests manifests;

    public ConfigureServersActivity(BlobContainers containers, TransitSecrets transit, Manifests manifests) {
        this.containers = containers;
        this.transit = transit;
        this.manifests = manifests;
    }

    @Override
    public Class<ConfigureServers> command() {
        return ConfigureServers.class;
    }

    @Override
    public Outcome perform(ConfigureServers command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        if (command.getCertificates().isEmpty()) {
            return Outcome.succeeded(new ConfigurationPublished(0L, paths(cluster, command)));
        }
        return containers
                .configuration(cluster)
                .map(container -> configure(command, cluster, container, attempt))
                .orElseGet(() -> Outcome.transientFailure(
                        "StorageAccountNotFound",
                        "There is no storage account " + cluster.names().storageAccount()));
    }

    private Outcome configure(
            ConfigureServers command, ClusterResources cluster, BlobContainer container, Attempt attempt) {
        var path = cluster.names().manifest(command.getModel());
        return manifests
                .own(container, path)
                .filter(manifest -> manifest.node().equals(cluster.names().node(command.getModel())))
                .flatMap(manifest -> ModelServer.read(manifest, container))
                .<Outcome>map(model -> {
                    var generation = command.getCertificates().stream()
                            .mapToLong(certificate -> publish(model, command, certificate, container, attempt))
                            .max()
                            .orElse(0);
                    return Outcome.succeeded(new ConfigurationPublished(generation, paths(cluster, command)));
                })
                .orElseGet(() -> Outcome.permanent(
                        "ManifestUntrusted",
                        "Expected the manifest of a server that we have signed, and the files that it names, in " + path
                                + ", found none"));
    }

    private long publish(
            ModelServer model,
            ConfigureServers command,
            ServerCertificate certificate,
            BlobContainer container,
            Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        var index = certificate.getIndex();
        var key = transit.decrypt(cluster.cluster().getClusterId(), certificate.getPrivateKeyCiphertext());
        var files = List.of(
                model.configuration(cluster, index, command.getServers()),
                ConfigFiles.certificate(certificate.getCertificatePem()),
                ConfigFiles.privateKey(key.reveal()),
                UpdateMark.of(attempt));
        files.forEach(file -> container.putOnce(file.blob(), file.content()));
        var manifest = model.manifest().of(cluster.names().node(index)).with(files);
        return manifests.publish(container, cluster.names().manifest(index), manifest);
    }

    /** Of all servers, also of those that are there already. */
    private static List<String> paths(ClusterResources cluster, ConfigureServers command) {
        return IntStream.range(0, command.getServers())
                .mapToObj(cluster.names()::manifest)
                .toList();
    }
}
