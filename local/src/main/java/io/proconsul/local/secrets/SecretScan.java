package io.proconsul.local.secrets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Looks for secrets in whatever it is shown, also inside what is compressed with gzip, and keeps what it finds. */
public final class SecretScan {
    private static final int PIECE = 8 * 1024 * 1024;
    /** More than a batch of Kafka's, which is what is compressed as a whole. */
    private static final int OVERLAP = 2 * 1024 * 1024;

    private static final int BUFFER = 8192;

    private final Needles needles;
    private final List<Finding> findings = new ArrayList<>();
    private int places;

    public SecretScan(List<Secret> secrets) {
        this.needles = new Needles(secrets);
    }

    /** A secret, by its name, and where it was. */
    public record Finding(String secret, String place) {}

    /** @param place what the data is, for the report */
    public void look(String place, byte[] data) {
        places++;
        report(place, in(data));
    }

    private Set<String> in(byte[] data) {
        var found = new TreeSet<String>(needles.in(data));
        for (int at = 0; at + 2 < data.length; at++) {
            if (data[at] == 0x1f && data[at + 1] == (byte) 0x8b && data[at + 2] == 8) {
                found.addAll(needles.in(inflated(data, at)));
            }
        }
        return found;
    }

    private void report(String place, Set<String> found) {
        found.forEach(secret -> findings.add(new Finding(secret, place)));
    }

    /** Every file below the folder but those that the predicate, given their path relative to it, leaves out. */
    public void lookInto(Path folder, Predicate<Path> leaveOut) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                    var place = folder.relativize(file);
                    if (is.isRegularFile() && !leaveOut.test(place)) {
                        lookAt(file, place.toString());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                    if (why instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // it was removed meanwhile
                    }
                    throw why;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look through " + folder, e);
        }
    }

    /** Piece by piece, each with the end of the one before, so that nothing is hidden by where a piece ends. */
    private void lookAt(Path file, String place) {
        places++;
        var found = new TreeSet<String>();
        try (var in = Files.newInputStream(file)) {
            var piece = in.readNBytes(PIECE);
            while (piece.length > 0) {
                found.addAll(in(piece));
                var more = in.readNBytes(PIECE);
                piece = more.length == 0 ? more : joined(end(piece), more);
            }
        } catch (NoSuchFileException e) {
            return; // it was removed meanwhile, with whatever was in it
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        report(place, found);
    }

    private static byte[] end(byte[] piece) {
        return Arrays.copyOfRange(piece, Math.max(0, piece.length - OVERLAP), piece.length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** What is compressed there, as far as it can be read; nothing if it only looks like it. */
    private static byte[] inflated(byte[] data, int at) {
        var out = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER];
        try (var in = new GZIPInputStream(new ByteArrayInputStream(data, at, data.length - at))) {
            for (int n = in.read(buffer); n > 0 && out.size() < PIECE; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // It ends in the middle, or it is no such thing.
        }
        return out.toByteArray();
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** How many files, records and command lines were looked at. */
    public int places() {
        return places;
    }

    /** The names of the secrets that were found anywhere. */
    public Set<String> found() {
        var names = new TreeSet<String>();
        findings.forEach(finding -> names.add(finding.secret()));
        return names;
    }
}
