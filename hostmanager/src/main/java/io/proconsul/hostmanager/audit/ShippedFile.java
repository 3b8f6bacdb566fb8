package io.proconsul.hostmanager.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.proconsul.hostmanager.generation.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code audit.json}: how much of each file has been shipped. Losing it costs a look at every blob that is there. */
final class ShippedFile {
    private static final Logger LOG = LoggerFactory.getLogger(ShippedFile.class);
    private static final String NAME = "audit.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final Disk disk;

    ShippedFile(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    Map<String, Long> read() {
        var file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return JSON.readValue(file.toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", file).log("Ignored an unreadable record of what was shipped");
            return Map.of();
        }
    }

    void write(Map<String, Long> shipped) throws IOException {
        disk.replace(directory, NAME, JSON.writeValueAsBytes(shipped), PosixFilePermissions.fromString("rw-r--r--"));
    }
}
