package io.proconsul.local.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free loopback ports from below the range that the system hands out to outgoing connections, so that a service that
 * dies finds its port still free when it is started again.
 */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private FreePorts() {}

    /** Distinct ports that nobody listened on at the moment of asking; nothing reserves them. */
    public static List<Integer> take(int count) {
        var found = new ArrayList<Integer>(count);
        int range = HIGHEST - LOWEST;
        int start = ThreadLocalRandom.current().nextInt(range);
        for (int i = 0; i < range && found.size() < count; i++) {
            int port = LOWEST + (start + i) % range;
            if (isFree(port)) {
                found.add(port);
            }
        }
        if (found.size() < count) {
            throw new IllegalStateException("Expected %d free ports from %d to %d, but found %d"
                    .formatted(count, LOWEST, HIGHEST, found.size()));
        }
        return List.copyOf(found);
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
