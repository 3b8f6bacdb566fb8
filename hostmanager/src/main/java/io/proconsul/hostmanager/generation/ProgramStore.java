package io.proconsul.hostmanager.generation;

import io.proconsul.hostmanager.manifest.ProgramEntry;
import io.proconsul.hostmanager.manifest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The programs of Consul that were fetched, each in a directory named by its hash, so that a running one is never
 * overwritten. A program is there whole or not at all. One thread at a time.
 */
public final class ProgramStore {
    static final int KEPT = 3;

    private static final String FILE = "consul";
    private static final String UNFINISHED = ".new";
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path directory;
    private final Disk disk;

    public ProgramStore(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /** Where the program is, once it is there. */
    public Path path(ProgramEntry program) {
        return directory.resolve(program.sha256()).resolve(FILE);
    }

    /** Says why what is there is not the program that was signed; empty if it is. */
    public Optional<String> damage(ProgramEntry program) throws IOException {
        return damage(program, path(program));
    }

    /** Where to write a program that is being fetched, in the place of what an earlier try has left. */
    public Path draft(ProgramEntry program) throws IOException {
        var draft = draftOf(program);
        disk.remove(draft);
        disk.createDirectory(draft, EXECUTABLE);
        return draft.resolve(FILE);
    }

    /** Makes the draft the program if it is what was signed; else says why it is not. */
    public Optional<String> accept(ProgramEntry program) throws IOException {
        var draft = draftOf(program);
        var damage = damage(program, draft.resolve(FILE));
        if (damage.isPresent()) {
            disk.remove(draft);
            return damage;
        }
        var target = directory.resolve(program.sha256());
        disk.settle(draft.resolve(FILE), EXECUTABLE);
        disk.sync(draft);
        disk.remove(target);
        disk.rename(draft, target);
        disk.sync(directory);
        return Optional.empty();
    }

    /** Removes all but the newest programs; the one in use stays however old it is. */
    public void retire(Optional<ProgramEntry> inUse) throws IOException {
        List<Path> others;
        try (var entries = Files.list(directory)) {
            others = entries.filter(each -> inUse.filter(program -> each.endsWith(program.sha256()))
                            .isEmpty())
                    .sorted(Comparator.comparing(ProgramStore::modified).reversed())
                    .toList();
        }
        int place = inUse.isPresent() ? 1 : 0;
        for (var each : others) {
            if (each.toString().endsWith(UNFINISHED) || place >= KEPT) {
                disk.remove(each);
            } else {
                place++;
            }
        }
    }

    private Path draftOf(ProgramEntry program) {
        return directory.resolve(program.sha256() + UNFINISHED);
    }

    private static Optional<String> damage(ProgramEntry program, Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("the program " + program.sha256() + " is missing or not a plain file");
        }
        if (Files.size(file) != program.size()) {
            return Optional.of("the program %s: expected %d bytes, found %d"
                    .formatted(program.sha256(), program.size(), Files.size(file)));
        }
        var found = Sha256.hex(file);
        return found.equals(program.sha256())
                ? Optional.empty()
                : Optional.of("the program: expected sha256 %s, found %s".formatted(program.sha256(), found));
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
