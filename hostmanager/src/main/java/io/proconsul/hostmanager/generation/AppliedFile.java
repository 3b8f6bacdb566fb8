package io.proconsul.hostmanager.generation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@code applied.json}. Losing it costs only the memory of generations above the one that {@code current} names. */
public final class AppliedFile {
    private static final Logger LOG = LoggerFactory.getLogger(AppliedFile.class);
    private static final String NAME = "applied.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final Disk disk;
    private final Clock clock;

    public AppliedFile(Path directory, Disk disk, Clock clock) {
        this.directory = directory;
        this.disk = disk;
        this.clock = clock;
    }

    public Optional<Applied> read() {
        var file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Applied.class));
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", file).log("Ignored an unreadable record of what was applied");
            return Optional.empty();
        }
    }

    public void write(Generation generation, long highest) throws IOException {
        var manifest = generation.manifest();
        var applied = new Applied(
                generation.number(),
                highest,
                manifest.sha256(),
                manifest.manifest().consulVersion(),
                clock.instant().toString());
        disk.replace(directory, NAME, JSON.writeValueAsBytes(applied), PosixFilePermissions.fromString("rw-r--r--"));
    }
}
