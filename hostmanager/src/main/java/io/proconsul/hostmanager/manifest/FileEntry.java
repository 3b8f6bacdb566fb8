package io.proconsul.hostmanager.manifest;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One file of a generation.
 *
 * @param path relative to Consul's configuration directory
 * @param blob name of the immutable blob that holds the content
 * @param sha256 of the content, lower-case hex
 * @param size of the content in bytes
 * @param mode octal, with its leading zero: 0640
 */
public record FileEntry(String path, String blob, String sha256, long size, String mode) {

    /** Says why the content is not the one that was signed; empty if it is. */
    public Optional<String> mismatch(byte[] content) {
        if (content.length != size) {
            return Optional.of("%s: expected %d bytes, found %d".formatted(path, size, content.length));
        }
        var found = Sha256.hex(content);
        return found.equals(sha256)
                ? Optional.empty()
                : Optional.of("%s: expected sha256 %s, found %s".formatted(path, sha256, found));
    }

    public Set<PosixFilePermission> permissions() {
        var bits = Integer.parseInt(mode, 8);
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        var values = PosixFilePermission.values();
        for (var i = 0; i < values.length; i++) {
            if ((bits & (0400 >> i)) != 0) {
                permissions.add(values[i]);
            }
        }
        return permissions;
    }
}
