package io.proconsul.local.consul;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Consul's snapshot file: a gzipped tar of meta.json, state.bin and SHA256SUMS, the last checked when it is read. */
final class SnapshotArchive {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE = 12;
    private static final int CHECKSUM_AT = 148;

    private SnapshotArchive() {}

    static byte[] write(byte[] meta, byte[] state) {
        var sums = hash(meta) + "  meta.json\n" + hash(state) + "  state.bin\n";
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            entry(out, "meta.json", meta);
            entry(out, "state.bin", state);
            entry(out, "SHA256SUMS", sums.getBytes(StandardCharsets.UTF_8));
            out.write(new byte[2 * BLOCK]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Answers state.bin.
     *
     * @throws IOException if the archive is damaged
     */
    static byte[] state(byte[] archive) throws IOException {
        var files = read(archive);
        var sums = new String(file(files, "SHA256SUMS"), StandardCharsets.UTF_8);
        for (var line : sums.lines().toList()) {
            var parts = line.split("\\s+", 2);
            if (parts.length != 2 || !hash(file(files, parts[1])).equals(parts[0])) {
                throw new IOException("failed to verify hashes for snapshot: " + line);
            }
        }
        if (!sums.contains("  state.bin")) {
            throw new IOException("failed to verify hashes for snapshot: none for state.bin");
        }
        return file(files, "state.bin");
    }

    private static byte[] file(Map<String, byte[]> files, String name) throws IOException {
        var content = files.get(name);
        if (content == null) {
            throw new IOException("failed to read snapshot: no " + name);
        }
        return content;
    }

    private static Map<String, byte[]> read(byte[] archive) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            for (var header = in.readNBytes(BLOCK);
                    header.length == BLOCK && header[0] != 0;
                    header = in.readNBytes(BLOCK)) {
                int size = Integer.parseInt(text(header, SIZE_AT, SIZE).strip(), 8);
                files.put(text(header, 0, NAME), in.readNBytes(size));
                in.readNBytes((BLOCK - size % BLOCK) % BLOCK);
            }
        } catch (NumberFormatException e) {
            throw new IOException("failed to read snapshot: not a tar archive", e);
        }
        return files;
    }

    private static void entry(GZIPOutputStream out, String name, byte[] content) throws IOException {
        var header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000600\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, SIZE_AT, String.format("%011o\0", content.length));
        put(header, 136, String.format("%011o\0", 0));
        put(header, CHECKSUM_AT, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (var part : header) {
            sum += part & 0xff;
        }
        put(header, CHECKSUM_AT, String.format("%06o\0 ", sum));
        out.write(header);
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String text(byte[] header, int at, int length) {
        var raw = Arrays.copyOfRange(header, at, at + length);
        var text = new String(raw, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
