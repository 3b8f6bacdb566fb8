package io.proconsul.worker.infra.configuration;

import io.proconsul.wire.ClientConfigurationPublished;
import io.proconsul.wire.PublishClientConfiguration;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.dns.DnsConfig;
import io.proconsul.worker.infra.storage.BlobContainer;
import io.proconsul.worker.infra.storage.BlobContainers;
import io.proconsul.worker.secrets.TransitSecrets;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes what the cluster's users need to join it, into the container and, encrypted, into the reply. */
@ApplicationScoped
public class PublishClientConfigurationActivity implements Activity<PublishClientConfiguration> {

    /** The folder of the users' files. */
    static final String FOLDER = "client/";

    private static final String CONFIG = FOLDER + "consul.json";
    private static final String CA = FOLDER + "ca.pem";

    private final BlobContainers containers;
    private final TransitSecrets transit;
    private final ClientConfigCipher cipher;
    private final DnsConfig dns;

    public PublishClientConfigurationActivity(
            BlobContainers containers, TransitSecrets transit, ClientConfigCipher cipher, DnsConfig dns) {
        this.containers = containers;
        this.transit = transit;
        this.cipher = cipher;
        this.dns = dns;
    }

    @Override
    public Class<PublishClientConfiguration> command() {
        return PublishClientConfiguration.class;
    }

    @Override
    public Outcome perform(PublishClientConfiguration command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        return SafeNames.refusal(command.getCluster()).orElseGet(() -> containers
                .configuration(cluster)
                .map(container -> publish(command, cluster, container))
                .orElseGet(() -> Outcome.transientFailure(
                        "StorageAccountNotFound",
                        "There is no storage account " + cluster.names().storageAccount())));
    }

    private Outcome publish(PublishClientConfiguration command, ClusterResources cluster, BlobContainer container) {
        var clusterId = cluster.cluster().getClusterId();
        var gossipKey = transit.decrypt(clusterId, command.getSecrets().getGossipKeyCiphertext());
        var json = ConfigFiles.json(ClientConfig.of(
                cluster.cluster().getDatacenter(), cluster.names().privateDnsName(dns.zone()), gossipKey));
        container.replace(CA, ConfigFiles.bytes(command.getCaPem()), container.find(CA));
        container.replace(CONFIG, json, container.find(CONFIG));
        return Outcome.succeeded(new ClientConfigurationPublished(CONFIG, cipher.encrypt(clusterId, json)));
    }
}
