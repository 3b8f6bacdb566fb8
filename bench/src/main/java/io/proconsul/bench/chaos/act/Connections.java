package io.proconsul.bench.chaos.act;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A process's connections to some ports of this machine, which {@code ss} of iproute2 resets: that takes root and a Linux
 * kernel with INET_DIAG_DESTROY.
 */
final class Connections {
    private static final String SS = "ss";
    private static final Pattern LINE = Pattern.compile("^\\S+\\s+\\d+\\s+\\d+\\s+\\S+:(\\d+)\\s+\\S+:(\\d+)\\s+(.*)$");

    private Connections() {}

    /** Resets them all; returns how many there were. */
    static int reset(ProcessHandle process, Set<Integer> ports) throws IOException, InterruptedException {
        var local = localPorts(run(List.of(SS, "-tnpH")), process.pid(), ports);
        if (local.isEmpty()) {
            return 0;
        }
        var command = new ArrayList<>(List.of(SS, "-K", "-tnH", "("));
        for (int port : local) {
            if (command.size() > 4) {
                command.add("or");
            }
            command.addAll(List.of("sport", "=", ":" + port));
        }
        command.add(")");
        run(command);
        return local.size();
    }

    /** The near ends of the connections of a process to those ports, from what {@code ss -tnpH} prints. */
    static List<Integer> localPorts(String connections, long pid, Set<Integer> ports) {
        var found = new ArrayList<Integer>();
        for (var line : connections.lines().toList()) {
            var match = LINE.matcher(line.strip());
            if (match.matches()
                    && match.group(3).contains("pid=" + pid + ",")
                    && ports.contains(Integer.valueOf(match.group(2)))) {
                found.add(Integer.valueOf(match.group(1)));
            }
        }
        return found;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("Expected %s to succeed, but it exited with %d: %s"
                    .formatted(String.join(" ", command), exit, output.strip()));
        }
        return output;
    }
}
