package io.proconsul.hostmanager.consul;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.proconsul.hostmanager.generation.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code consul.pid.json}: how a new host manager finds the Consul that an earlier one left running. */
final class ProcessFile {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessFile.class);
    private static final String NAME = "consul.pid.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final Disk disk;

    ProcessFile(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /** The recorded process, if it is still that process. */
    Optional<Running> read() {
        var file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Running.class)).filter(Running::alive);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", file).log("Ignored an unreadable process record");
            return Optional.empty();
        }
    }

    void write(Running running) throws IOException {
        disk.replace(directory, NAME, JSON.writeValueAsBytes(running), PosixFilePermissions.fromString("rw-r--r--"));
    }
}
