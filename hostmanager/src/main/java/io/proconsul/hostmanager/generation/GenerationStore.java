package io.proconsul.hostmanager.generation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.hostmanager.manifest.VerifiedManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes generations. The directory looks like this, and a crash between any two steps leaves {@code current} at the
 * old generation or at the new one, whole:
 *
 * <pre>
 * gen-7/  server.json  tls/ca.pem  ...  manifest.signed
 * gen-8.new/               being written
 * current -> gen-7
 * tls -> current/tls       so that relative paths in Consul's configuration follow the switch
 * </pre>
 *
 * One thread at a time.
 */
public final class GenerationStore {
    static final int KEPT = 3;
    static final String CURRENT = "current";
    static final String MANIFEST = "manifest.signed";

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-x---");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r-----");

    private final Path directory;
    private final Disk disk;

    public GenerationStore(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /**
     * Writes and makes durable a generation that is not yet current, replacing any left-over of the same number.
     *
     * @param contents by path; must be exactly the manifest's files, already checked
     */
    public Generation write(VerifiedManifest manifest, Map<String, byte[]> contents) throws IOException {
        var target = directoryOf(manifest.generation());
        var fresh = directory.resolve(target.getFileName() + ".new");
        disk.scrub(fresh);
        try {
            fill(fresh, manifest, contents);
        } catch (IOException e) {
            disk.scrub(fresh); // a full disk needs the room
            throw e;
        }
        disk.scrub(target);
        disk.rename(fresh, target);
        disk.sync(directory);
        return new Generation(manifest, target);
    }

    /** Makes a written generation the one to run, in one atomic step. */
    public void commit(Generation generation) throws IOException {
        link("tls", Path.of(CURRENT, "tls"));
        link(CURRENT, generation.directory().getFileName());
        disk.sync(directory);
    }

    /** Takes back a written generation that turned out to be unfit. */
    public void discard(Generation generation) throws IOException {
        disk.scrub(generation.directory());
    }

    /** Removes all but the newest generations and everything half-written. */
    public void retire(Generation current) throws IOException {
        for (var name : GenerationNames.in(directory)) {
            if (name.number() <= current.number() - KEPT || name.unfinished()) {
                disk.scrub(directory.resolve(name.toString()));
            }
        }
    }

    private void fill(Path fresh, VerifiedManifest manifest, Map<String, byte[]> contents) throws IOException {
        disk.createDirectory(fresh, DIRECTORY);
        var tls = fresh.resolve("tls");
        disk.createDirectory(tls, DIRECTORY);
        for (var file : manifest.manifest().files()) {
            var content = Optional.ofNullable(contents.get(file.path()))
                    .orElseThrow(() -> new IllegalArgumentException("no content for " + file.path()));
            disk.createFile(fresh.resolve(file.path()), content, file.permissions());
        }
        disk.createFile(fresh.resolve(MANIFEST), manifest.envelope().getBytes(UTF_8), FILE);
        disk.sync(tls);
        disk.sync(fresh);
    }

    private void link(String name, Path target) throws IOException {
        var link = directory.resolve(name);
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
            return;
        }
        var fresh = directory.resolve(name + ".new");
        disk.scrub(fresh);
        disk.createLink(fresh, target);
        disk.rename(fresh, link);
    }

    private Path directoryOf(long generation) {
        return directory.resolve(new GenerationNames.Name(generation, false).toString());
    }
}
