package io.proconsul.worker.snapshot.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A snapshot as Consul sends it: a gzipped tar of meta.json, state.bin and SHA256SUMS. Read through, never extracted:
 * what is checked is that another Consul could restore it.
 */
public final class SnapshotFile {
    private static final String SUMS = "SHA256SUMS";
    private static final Set<String> PARTS = Set.of("meta.json", "state.bin");
    private static final int MAX_SUMS_BYTES = 64 << 10;

    private SnapshotFile() {}

    /**
     * Returns the SHA-256 of the file as it is.
     *
     * @throws UnsoundSnapshotException if it is not a whole snapshot that agrees with its own checksums
     */
    public static String verify(Path file) throws IOException {
        var sums = new HashMap<String, String>();
        Map<String, String> expected = Map.of();
        var whole = sha256();
        try (var raw = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), whole)) {
            try (var gzip = new GZIPInputStream(new Open(raw));
                    var tar = new TarArchiveInputStream(gzip)) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    if (entry.getName().equals(SUMS)) {
                        expected = sums(tar.readNBytes(MAX_SUMS_BYTES));
                    } else {
                        sums.put(entry.getName(), digest(tar));
                    }
                }
                gzip.transferTo(OutputStream.nullOutputStream()); // to its own checksum, after the tar's last block
            } catch (IOException e) {
                throw new UnsoundSnapshotException("is not a whole gzipped tar: " + e.getMessage());
            }
            raw.transferTo(OutputStream.nullOutputStream());
        }
        check(sums, expected);
        return HexFormat.of().formatHex(whole.digest());
    }

    private static void check(Map<String, String> found, Map<String, String> expected) {
        if (!found.keySet().containsAll(PARTS)) {
            throw new UnsoundSnapshotException("expected " + PARTS + ", found " + found.keySet());
        }
        if (!expected.equals(found)) {
            throw new UnsoundSnapshotException("does not agree with its own " + SUMS);
        }
    }

    /** Lines as sha256sum prints them: hash, two spaces, name. */
    private static Map<String, String> sums(byte[] text) {
        var sums = new HashMap<String, String>();
        for (var line : new String(text, UTF_8).lines().toList()) {
            var gap = line.indexOf("  ");
            if (gap < 0) {
                throw new UnsoundSnapshotException("has a broken " + SUMS);
            }
            sums.put(line.substring(gap + 2), line.substring(0, gap));
        }
        return sums;
    }

    private static String digest(InputStream part) throws IOException {
        var digest = sha256();
        var buffer = new byte[1 << 16];
        for (var read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Stays open when the tar is closed, so that the rest of the file still counts. */
    private static final class Open extends FilterInputStream {
        Open(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // whoever opened it closes it
        }
    }
}
