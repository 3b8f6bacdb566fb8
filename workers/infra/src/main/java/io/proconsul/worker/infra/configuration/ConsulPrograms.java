package io.proconsul.worker.infra.configuration;

import io.proconsul.worker.infra.servers.ServersConfig;
import io.proconsul.worker.infra.storage.BlobContainer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The programs of Consul that servers can be given. Servers fetch them like their files, by their hashes. */
@ApplicationScoped
public class ConsulPrograms {

    private static final Pattern VERSION = Pattern.compile("v1\\.\\d{1,2}\\.\\d{1,2}(\\+ent)?");

    private final Optional<Path> folder;
    private final Map<Known, Manifest.Program> known = new ConcurrentHashMap<>();

    public ConsulPrograms(ServersConfig config) {
        this.folder = config.consulPrograms();
    }

    /** A file as it was when it was read. */
    private record Known(Path file, long size, FileTime modified) {}

    /** Puts the program of that version, with its v, into the container; empty if there is none. */
    Optional<Manifest.Program> provide(String version, BlobContainer container) {
        return find(version).map(file -> {
            var program = program(file);
            container.putOnce(program.blob(), file);
            return program;
        });
    }

    private Optional<Path> find(String version) {
        return folder.filter(it -> VERSION.matcher(version).matches())
                .map(it -> it.resolve(version).resolve("consul"))
                .filter(Files::isRegularFile);
    }

    private Manifest.Program program(Path file) {
        try {
            var seen = new Known(file, Files.size(file), Files.getLastModifiedTime(file));
            var program = known.get(seen);
            if (program == null) {
                program = Manifest.Program.of(sha256(file), seen.size());
                known.put(seen, program);
            }
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException("the program " + file + " cannot be read", e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                Files.copy(file, out);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
