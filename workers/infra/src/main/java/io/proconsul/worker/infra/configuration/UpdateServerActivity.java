package io.proconsul.worker.infra.configuration;

import io.proconsul.wire.ServerUpdated;
import io.proconsul.wire.UpdateServer;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.storage.BlobContainer;
import io.proconsul.worker.infra.storage.BlobContainers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes the next generation of one server: what it has, with another Consul. The saga's id is in it, too, where Consul
 * shows it to all who ask: so one can tell that a server runs on this generation, and a repeated attempt finds its own.
 */
@ApplicationScoped
public class UpdateServerActivity implements Activity<UpdateServer> {

    private final BlobContainers containers;
    private final Manifests manifests;

    public UpdateServerActivity(BlobContainers containers, Manifests manifests) {
        this.containers = containers;
        this.manifests = manifests;
    }

    @Override
    public Class<UpdateServer> command() {
        return UpdateServer.class;
    }

    @Override
    public Outcome perform(UpdateServer command, Attempt attempt) {
        if (command.getIndex() < 0) {
            return Outcome.succeeded(new ServerUpdated(0L));
        }
        var cluster = ClusterResources.of(command.getCluster());
        return containers
                .configuration(cluster)
                .map(container -> update(command, cluster, container, attempt))
                .orElseGet(() -> Outcome.transientFailure(
                        "StorageAccountNotFound",
                        "There is no storage account " + cluster.names().storageAccount()));
    }

    private Outcome update(UpdateServer command, ClusterResources cluster, BlobContainer container, Attempt attempt) {
        var path = cluster.names().manifest(command.getIndex());
        return manifests
                .own(container, path)
                .filter(manifest -> manifest.node().equals(cluster.names().node(command.getIndex())))
                .<Outcome>map(manifest -> {
                    var files = files(command, attempt);
                    files.forEach(file -> container.putOnce(file.blob(), file.content()));
                    var next = audited(command, next(command, manifest)).with(files);
                    return Outcome.succeeded(new ServerUpdated(manifests.publish(container, path, next)));
                })
                .orElseGet(() -> Outcome.permanent(
                        "ManifestUntrusted",
                        "Expected the manifest of that server that we have signed in " + path + ", found none"));
    }

    private static List<ConfigFile> files(UpdateServer command, Attempt attempt) {
        var files = new ArrayList<ConfigFile>();
        files.add(UpdateMark.of(attempt));
        if (command.getAuditLogging() != null && command.getAuditLogging().getEnabled()) {
            files.add(new ConfigFile(AuditConfig.FILE, "0640", ConfigFiles.json(AuditConfig.toFile())));
        }
        return files;
    }

    private static Manifest next(UpdateServer command, Manifest manifest) {
        var consul = command.getConsul();
        return consul.getConsulVersion().isEmpty()
                ? manifest
                : manifest.running(
                        consul.getConsulVersion(), Manifest.Program.of(consul.getSha256(), consul.getBytes()));
    }

    private static Manifest audited(UpdateServer command, Manifest manifest) {
        var wanted = command.getAuditLogging();
        if (wanted == null) {
            return manifest;
        }
        return wanted.getEnabled()
                ? manifest.auditedTo(wanted.getContainerUrl())
                : manifest.auditedTo("").without(AuditConfig.FILE);
    }
}
