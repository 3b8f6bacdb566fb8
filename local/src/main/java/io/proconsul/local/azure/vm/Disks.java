package io.proconsul.local.azure.vm;

import io.proconsul.local.azure.arm.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/** The machines' disks: a folder each, filled from the image and by cloud-init at the first boot, and kept until removed. */
final class Disks {
    private static final Logger LOG = System.getLogger(Disks.class.getName());

    private final Path folder;
    private final Path image;

    /** @param image is copied to every new disk; need not exist */
    Disks(Path folder, Path image) {
        this.folder = folder;
        this.image = image;
    }

    /** The machine's disk as it was left, or a new one. */
    Path prepare(Machine machine) throws IOException {
        var disk = disk(machine.scaleSet(), machine.instance());
        if (!Files.exists(disk)) {
            Files.createDirectories(disk.resolve("var/log"));
            copy(image, disk);
            CloudInit.apply(machine.customData(), disk);
        }
        return disk;
    }

    void remove(Address machine) {
        try (var files = Files.walk(disk(machine.names().get(0), machine.name()))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            LOG.log(Level.DEBUG, () -> "disk already gone: " + gone.getMessage());
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, () -> "cannot remove the disk of " + machine + ": " + e.getMessage());
        }
    }

    private Path disk(String scaleSet, String instance) {
        return folder.resolve(scaleSet).resolve(instance);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
