package io.proconsul.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How much memory and disk state takes. */
final class Footprint {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern CHANGELOG = Pattern.compile(".*-changelog-\\d+/[^/]+\\.log");
    private static final int SECONDS = 60;

    private Footprint() {}

    /**
     * Memory of a Java process that is in use: what lives in its heap after a collection, and what is outside of it.
     *
     * @param heapBytes the size of its heap, all of which it has touched
     */
    static long memoryBytes(long pid, long heapBytes) throws IOException, InterruptedException {
        var live = liveBytes(histogram(pid));
        return live + Math.max(0, Usage.of(pid).rssBytes() - heapBytes);
    }

    /** @param histogram as jcmd prints it, after a full collection */
    static long liveBytes(String histogram) {
        var total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalArgumentException("expected a class histogram with a total, but found "
                    + histogram.lines().count() + " other lines");
        }
        return Long.parseLong(total.group(1));
    }

    private static String histogram(long pid) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return said;
    }

    /** The logs of all changelogs of the brokers below a folder; their indexes are small, and allocated ahead. */
    static long changelogBytes(Path folder) {
        return bytes(folder, file -> CHANGELOG.matcher(file.toString()).matches());
    }

    /** All files below a folder; 0 if there is none. */
    static long bytes(Path folder) {
        return bytes(folder, file -> true);
    }

    /** Files may come and go meanwhile. */
    private static long bytes(Path folder, Predicate<Path> counts) {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(counts)
                    .mapToLong(Footprint::size)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
