package io.proconsul.hostmanager.generation;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Loses power after a number of steps, the last of them done only in part. */
final class CrashingDisk implements Disk {
    private final Disk disk = new PosixDisk();
    private int stepsLeft;

    CrashingDisk(int steps) {
        this.stepsLeft = steps;
    }

    /** The machine is off: nothing of the program gets to clean up. */
    static final class PowerLoss extends Error {
        private static final long serialVersionUID = 1;
    }

    @Override
    public void createDirectory(Path directory, Set<PosixFilePermission> permissions) throws IOException {
        step();
        disk.createDirectory(directory, permissions);
    }

    @Override
    public void createFile(Path file, byte[] content, Set<PosixFilePermission> permissions) throws IOException {
        if (stepsLeft == 0) {
            disk.createFile(file, java.util.Arrays.copyOf(content, content.length / 2), permissions);
        }
        step();
        disk.createFile(file, content, permissions);
    }

    @Override
    public void createLink(Path link, Path target) throws IOException {
        step();
        disk.createLink(link, target);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        disk.rename(from, to);
    }

    @Override
    public void sync(Path directory) throws IOException {
        step();
        disk.sync(directory);
    }

    @Override
    public void settle(Path file, Set<PosixFilePermission> permissions) throws IOException {
        step();
        disk.settle(file, permissions);
    }

    @Override
    public void remove(Path path) throws IOException {
        step();
        disk.remove(path);
    }

    @Override
    public void scrub(Path path) throws IOException {
        step();
        disk.scrub(path);
    }

    private void step() {
        if (stepsLeft-- == 0) {
            throw new PowerLoss();
        }
    }
}
