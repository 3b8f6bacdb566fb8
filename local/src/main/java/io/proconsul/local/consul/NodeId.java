package io.proconsul.local.consul;

import io.proconsul.local.tls.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The id that a server keeps for as long as it keeps its data. */
final class NodeId {
    private NodeId() {}

    /** The one in the data directory, made when it is missing. */
    static String in(Path dataDir) throws IOException {
        var file = dataDir.resolve("node-id");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        var id = UUID.randomUUID().toString();
        OwnerOnly.write(file, id.getBytes(StandardCharsets.UTF_8));
        return id;
    }
}
