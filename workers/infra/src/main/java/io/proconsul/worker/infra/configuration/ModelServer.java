package io.proconsul.worker.infra.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.storage.BlobContainer;
import java.io.IOException;
import java.util.Optional;

/** A server that others are configured like: its manifest, and Consul's configuration, which has secrets in it. */
final class ModelServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Manifest manifest;
    private final ObjectNode configuration;

    private ModelServer(Manifest manifest, ObjectNode configuration) {
        this.manifest = manifest;
        this.configuration = configuration;
    }

    /** Empty if the file is not the one that the manifest names, by its hash. */
    static Optional<ModelServer> read(Manifest manifest, BlobContainer container) {
        return manifest.files().stream()
                .filter(entry -> entry.path().equals(ConfigFiles.SERVER))
                .findFirst()
                .flatMap(entry -> container
                        .find(entry.blob())
                        .map(blob -> new ConfigFile(
                                entry.path(), entry.mode(), blob.content().toBytes()))
                        .filter(file -> file.entry().equals(entry)))
                .flatMap(ModelServer::parse)
                .map(found -> new ModelServer(manifest, found));
    }

    private static Optional<ObjectNode> parse(ConfigFile file) {
        try {
            return Optional.of(JSON.readValue(file.content(), ObjectNode.class));
        } catch (IOException e) { // whose message could quote a secret
            return Optional.empty();
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** The same for another server, of as many as there are to be. */
    ConfigFile configuration(ClusterResources cluster, int index, int servers) {
        var copy = configuration.deepCopy();
        copy.put("node_name", cluster.names().node(index));
        copy.put("bootstrap_expect", servers);
        copy.set("retry_join", JSON.valueToTree(ServerConfig.retryJoin(cluster, servers)));
        copy.withObject("/autopilot").put("min_quorum", servers);
        copy.withObject("/node_meta").put("zone", ServerConfig.zone(index));
        return ConfigFiles.server(copy);
    }
}
