package io.proconsul.worker.snapshot.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Snapshots as Consul makes them, and as it does not. */
public final class Snapshots {

    private static final FileTime TAKEN = FileTime.from(Instant.parse("2026-01-01T12:00:00Z"));

    private Snapshots() {}

    public static byte[] sound() {
        return of(Map.of("meta.json", "{\"Index\":42}", "state.bin", "state"), "");
    }

    static byte[] of(Map<String, String> parts, String moreSums) {
        var sums = new StringBuilder();
        new TreeMap<>(parts).forEach((name, text) -> sums.append(DigestUtils.sha256Hex(text))
                .append("  ")
                .append(name)
                .append('\n'));
        var all = new TreeMap<>(parts);
        all.put("zSHA256SUMS", sums + moreSums);
        try (var bytes = new ByteArrayOutputStream()) {
            try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
                for (var part : all.entrySet()) {
                    var content = part.getValue().getBytes(UTF_8);
                    var entry = new TarArchiveEntry(part.getKey().replace("zSHA", "SHA"));
                    entry.setSize(content.length);
                    entry.setModTime(TAKEN);
                    tar.putArchiveEntry(entry);
                    tar.write(content);
                    tar.closeArchiveEntry();
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
