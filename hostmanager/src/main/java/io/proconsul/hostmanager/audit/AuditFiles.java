package io.proconsul.hostmanager.audit;

import io.proconsul.hostmanager.audit.Chunk.Lines;
import io.proconsul.hostmanager.manifest.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that Consul writes its audit log to. It gives a full one another name and begins the next. */
final class AuditFiles {
    static final int MOST_BYTES = 1 << 20;

    private static final int BEGIN_BYTES = 64 << 10;
    private static final int IDENTITY_DIGITS = 16;

    private final Path directory;

    AuditFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * The next lines that have not been shipped, of the oldest file first; empty if there are none.
     *
     * @param shipped how many bytes have been, by file
     */
    Optional<Chunk> next(Map<String, Long> shipped) throws IOException {
        for (var file : oldestFirst()) {
            var identity = identity(file);
            if (identity.isPresent()) {
                var offset = shipped.getOrDefault(identity.get(), 0L);
                var lines = lines(file, offset);
                if (lines.length > 0) {
                    return Optional.of(new Chunk(identity.get(), offset, new Lines(lines)));
                }
            }
        }
        return Optional.empty();
    }

    /** What is known of files that are still there. */
    Map<String, Long> present(Map<String, Long> shipped) throws IOException {
        var present = new HashMap<String, Long>();
        for (var file : oldestFirst()) {
            identity(file).ifPresent(identity -> present.put(identity, shipped.getOrDefault(identity, 0L)));
        }
        return present;
    }

    private List<Path> oldestFirst() throws IOException {
        var files = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(directory, "audit*.json")) {
            entries.forEach(files::add);
        }
        files.sort(Comparator.comparing(AuditFiles::modified));
        return files;
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) { // it has been renamed or removed: looked at again the next time
            return FileTime.fromMillis(0);
        }
    }

    /** From the first line, which has a time and an id of its own; empty before it is whole. */
    private static Optional<String> identity(Path file) throws IOException {
        var begin = read(file, 0, BEGIN_BYTES);
        int end = 0;
        while (end < begin.length && begin[end] != '\n') {
            end++;
        }
        return end == begin.length && begin.length < BEGIN_BYTES
                ? Optional.empty()
                : Optional.of(Sha256.hex(Arrays.copyOf(begin, end)).substring(0, IDENTITY_DIGITS));
    }

    /** Whole lines from there on; a line that is longer than all that is read at once comes in pieces. */
    private static byte[] lines(Path file, long offset) throws IOException {
        var bytes = read(file, offset, MOST_BYTES);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end == 0 && bytes.length == MOST_BYTES ? bytes : Arrays.copyOf(bytes, end);
    }

    /** Nothing of a file that is gone. */
    private static byte[] read(Path file, long offset, int most) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[(int) Math.min(most, Math.max(0, in.length() - offset))];
            in.seek(offset);
            in.readFully(bytes);
            return bytes;
        } catch (FileNotFoundException e) {
            return new byte[0];
        }
    }
}
