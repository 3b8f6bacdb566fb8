package io.proconsul.local.kafka;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for small, quickly starting JVMs: many of them share one machine's few cores. */
public final class JavaCommand {
    private JavaCommand() {}

    /** The java program of the running JVM, with options for a heap of that many megabytes at most. */
    public static List<String> java(int maxHeapMegabytes, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + maxHeapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true"));
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }

    /** The running JVM's own class path, absolute: what a child of a test needs to see the same classes. */
    public static String ownClassPath() {
        var entries = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
