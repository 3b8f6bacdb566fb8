package io.proconsul.worker.infra.configuration;

import io.proconsul.wire.ConfigurationPublished;
import io.proconsul.wire.PublishConfiguration;
import io.proconsul.wire.Server;
import io.proconsul.wire.ServerCertificate;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.storage.BlobContainer;
import io.proconsul.worker.infra.storage.BlobContainers;
import io.proconsul.worker.secrets.Secret;
import io.proconsul.worker.secrets.TransitSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts each server's configuration into the container: first the files, under the names of their hashes, and last the
 * manifest that points to them, so that no reader ever sees a mixed set.
 */
@ApplicationScoped
public class PublishConfigurationActivity implements Activity<PublishConfiguration> {

    private final BlobContainers containers;
    private final TransitSecrets transit;
    private final Manifests manifests;
    private final ConsulPrograms programs;

    public PublishConfigurationActivity(
            BlobContainers containers, TransitSecrets transit, Manifests manifests, ConsulPrograms programs) {
        this.containers = containers;
        this.transit = transit;
        this.manifests = manifests;
        this.programs = programs;
    }

    @Override
    public Class<PublishConfiguration> command() {
        return PublishConfiguration.class;
    }

    @Override
    public Outcome perform(PublishConfiguration command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        return SafeNames.refusal(command.getCluster())
                .or(() -> CertificateCount.refusal(command))
                .orElseGet(() -> containers
                        .configuration(cluster)
                        .map(container -> publish(command, cluster, container))
                        .orElseGet(() -> Outcome.transientFailure(
                                "StorageAccountNotFound",
                                "There is no storage account " + cluster.names().storageAccount())));
    }

    private Outcome publish(PublishConfiguration command, ClusterResources cluster, BlobContainer container) {
        var secrets = new ServerConfig.Secrets(
                decrypt(cluster, command.getSecrets().getGossipKeyCiphertext()),
                decrypt(cluster, command.getSecrets().getAgentTokenCiphertext()),
                decrypt(cluster, command.getSecrets().getDnsTokenCiphertext()));
        var program = programs.provide(command.getSpec().getConsulVersion(), container).stream()
                .toList();
        var generation = command.getCertificates().stream()
                .mapToLong(certificate -> publish(command, cluster, container, secrets, program, certificate))
                .max()
                .orElse(0);
        return Outcome.succeeded(new ConfigurationPublished(generation, paths(command, cluster)));
    }

    private long publish(
            PublishConfiguration command,
            ClusterResources cluster,
            BlobContainer container,
            ServerConfig.Secrets secrets,
            List<Manifest.Program> program,
            ServerCertificate certificate) {
        var index = certificate.getIndex();
        var files = ConfigFiles.of(
                ServerConfig.of(cluster, command.getSpec(), index, secrets, secondary(command, cluster)),
                command.getCaPem(),
                certificate.getCertificatePem(),
                decrypt(cluster, certificate.getPrivateKeyCiphertext()).reveal());
        files.forEach(file -> container.putOnce(file.blob(), file.content()));
        var manifest = Manifest.of(
                cluster.cluster().getClusterId(),
                cluster.names().node(index),
                command.getSpec().getConsulVersion(),
                files,
                program);
        return manifests.publish(container, cluster.names().manifest(index), manifest);
    }

    /** The name outlives the addresses, and those need no DNS. */
    private Optional<ServerConfig.Secondary> secondary(PublishConfiguration command, ClusterResources cluster) {
        return Optional.ofNullable(command.getPrimary())
                .map(primary -> new ServerConfig.Secondary(
                        primary.getPrimary().getDatacenter(),
                        Stream.concat(
                                        primary.getServers().stream().map(Server::getAddress),
                                        Stream.of(primary.getPrivateDnsName()))
                                .toList(),
                        decrypt(cluster, command.getSecrets().getReplicationTokenCiphertext())));
    }

    private Secret decrypt(ClusterResources cluster, String ciphertext) {
        return transit.decrypt(cluster.cluster().getClusterId(), ciphertext);
    }

    private static List<String> paths(PublishConfiguration command, ClusterResources cluster) {
        return command.getCertificates().stream()
                .map(certificate -> cluster.names().manifest(certificate.getIndex()))
                .toList();
    }
}
