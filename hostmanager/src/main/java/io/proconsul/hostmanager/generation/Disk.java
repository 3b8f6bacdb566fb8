package io.proconsul.hostmanager.generation;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * The only ways this program changes a disk. Each call is one step after which the machine may lose power: what depends
 * on a later step must not be visible before it.
 */
public interface Disk {

    /** Creates the directory and what is missing above it; one that is there is only given the permissions. */
    void createDirectory(Path directory, Set<PosixFilePermission> permissions) throws IOException;

    /** Creates a file that must not exist, never readable by more than its owner until complete, and makes it durable. */
    void createFile(Path file, byte[] content, Set<PosixFilePermission> permissions) throws IOException;

    void createLink(Path link, Path target) throws IOException;

    /** Replaces the target atomically, unless it is a directory with content. */
    void rename(Path from, Path to) throws IOException;

    /** Makes the names in a directory durable. */
    void sync(Path directory) throws IOException;

    /** Puts content in the place of a small file in one atomic step; a reader sees the old or the new. */
    default void replace(Path directory, String name, byte[] content, Set<PosixFilePermission> permissions)
            throws IOException {
        var fresh = directory.resolve(name + ".new");
        scrub(fresh);
        createFile(fresh, content, permissions);
        rename(fresh, directory.resolve(name));
        sync(directory);
    }

    /** Gives a file that somebody else has written its permissions, and makes it durable. */
    void settle(Path file, Set<PosixFilePermission> permissions) throws IOException;

    /** Removes a file or a tree that holds no secret; nothing there is fine. */
    void remove(Path path) throws IOException;

    /** Overwrites and removes a file, or a tree without following links; nothing there is fine. */
    void scrub(Path path) throws IOException;
}
