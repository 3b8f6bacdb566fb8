package io.proconsul.hostmanager.generation;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;

/** A real file system with POSIX permissions. */
public final class PosixDisk implements Disk {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    @Override
    public void createDirectory(Path directory, Set<PosixFilePermission> permissions) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(directory, permissions);
    }

    @Override
    public void createFile(Path file, byte[] content, Set<PosixFilePermission> permissions) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        try (var channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS), ownerOnly)) {
            writeAll(channel, content);
            Files.setPosixFilePermissions(file, permissions);
            channel.force(true);
        }
    }

    @Override
    public void createLink(Path link, Path target) throws IOException {
        Files.createSymbolicLink(link, target);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    @Override
    public void settle(Path file, Set<PosixFilePermission> permissions) throws IOException {
        Files.setPosixFilePermissions(file, permissions);
        sync(file);
    }

    @Override
    public void remove(Path path) throws IOException {
        remove(path, false);
    }

    @Override
    public void scrub(Path path) throws IOException {
        remove(path, true);
    }

    private static void remove(Path path, boolean secret) throws IOException {
        if (!Files.exists(path, NOFOLLOW_LINKS)) {
            return;
        }
        try (var tree = Files.walk(path)) {
            for (var each : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                if (secret && Files.isRegularFile(each, NOFOLLOW_LINKS)) {
                    blank(each);
                }
                Files.delete(each);
            }
        }
    }

    private static void blank(Path file) throws IOException {
        Files.setPosixFilePermissions(file, OWNER_ONLY);
        try (var channel = FileChannel.open(file, WRITE, NOFOLLOW_LINKS)) {
            writeAll(channel, new byte[Math.toIntExact(channel.size())]);
            channel.force(false);
        }
    }

    private static void writeAll(FileChannel channel, byte[] content) throws IOException {
        for (var rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
            channel.write(rest);
        }
    }
}
