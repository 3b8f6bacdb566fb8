package io.proconsul.hostmanager.consul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells processes apart even when the kernel reuses their ids: by boot and start time, from Linux's /proc. */
final class ProcFs {
    private static final int STATE_AFTER_NAME = 0;
    private static final int START_TIME_AFTER_NAME = 19;

    private ProcFs() {}

    /** Boot id and start tick of a live process; empty if there is none or only a zombie of it. */
    static Optional<String> birth(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var dead = fields[STATE_AFTER_NAME].equals("Z") || fields[STATE_AFTER_NAME].equals("X");
            return dead ? Optional.empty() : Optional.of(boot() + "/" + fields[START_TIME_AFTER_NAME]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String boot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }
}
