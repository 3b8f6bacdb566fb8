package io.proconsul.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What processes have used so far, as the kernel counts it.
 *
 * @param cpuMillis processor time, user and system
 * @param writtenBytes what went to storage
 * @param rssBytes the resident set
 * @param peakRssBytes the largest resident set, added up over the processes
 */
record Usage(long cpuMillis, long writtenBytes, long rssBytes, long peakRssBytes) {
    private static final Usage NONE = new Usage(0, 0, 0, 0);
    private static final long MILLIS_PER_TICK = 10; // USER_HZ is 100 on every Linux

    static Usage of(List<Long> pids) {
        return pids.stream().map(Usage::of).reduce(NONE, Usage::plus);
    }

    static Usage of(long pid) {
        var folder = Path.of("/proc", Long.toString(pid));
        try {
            var stat = Files.readString(folder.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return new Usage(
                    ticks * MILLIS_PER_TICK,
                    field(folder.resolve("io"), "write_bytes"),
                    field(folder.resolve("status"), "VmRSS") * 1024,
                    field(folder.resolve("status"), "VmHWM") * 1024);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what process " + pid + " has used; has it ended?", e);
        }
    }

    /** Processor time that the whole machine has spent on anything. */
    static long machineCpuMillis() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var fields = lines.findFirst().orElseThrow().trim().split("\\s+", -1);
            long busy = 0;
            for (int i = 1; i < fields.length && i <= 8; i++) {
                busy += i == 4 || i == 5 ? 0 : Long.parseLong(fields[i]);
            }
            return busy * MILLIS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long field(Path file, String name) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        }
    }

    Usage plus(Usage other) {
        return new Usage(
                cpuMillis + other.cpuMillis,
                writtenBytes + other.writtenBytes,
                rssBytes + other.rssBytes,
                peakRssBytes + other.peakRssBytes);
    }

    /** What was used since then; resident sets are not differences. */
    Usage since(Usage before) {
        return new Usage(cpuMillis - before.cpuMillis, writtenBytes - before.writtenBytes, rssBytes, peakRssBytes);
    }
}
