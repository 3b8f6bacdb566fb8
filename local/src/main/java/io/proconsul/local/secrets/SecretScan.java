package io.proconsul.local.secrets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Looks for secrets in whatever it is shown, also inside what is compressed with gzip, and keeps what it finds. */
public final class SecretScan {
    private static final int LARGEST_INFLATED = 64 * 1024 * 1024;

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
        var found = new TreeSet<String>(needles.in(data));
        for (int at = 0; at + 2 < data.length; at++) {
            if (data[at] == 0x1f && data[at + 1] == (byte) 0x8b && data[at + 2] == 8) {
                found.addAll(needles.in(inflated(data, at)));
            }
        }
        found.forEach(secret -> findings.add(new Finding(secret, place)));
    }

    /** Every file below the folder but those that the predicate, given their path relative to it, leaves out. */
    public void lookInto(Path folder, Predicate<Path> leaveOut) {
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !leaveOut.test(folder.relativize(file)))
                    .forEach(file -> look(folder.relativize(file).toString(), content(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look through " + folder, e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0]; // it was removed meanwhile, with whatever was in it
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** What is compressed there; nothing if it only looks like it. */
    private static byte[] inflated(byte[] data, int at) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(data, at, data.length - at))) {
            return in.readNBytes(LARGEST_INFLATED);
        } catch (IOException e) {
            return new byte[0];
        }
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
