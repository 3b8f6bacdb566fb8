package io.proconsul.local.azure.network;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Hands out loopback addresses. A fabric owns one 127.x.0.0/16, held by a listening socket so that two stacks on one
 * machine never share it; each virtual network gets a /24 of it, public addresses come from 127.x.0.0/24. Needs a
 * machine on which all of 127.0.0.0/8 is local, as on Linux.
 */
public final class Fabric implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Fabric.class.getName());
    private static final int CLAIM_PORT = 45_678;
    private static final int FIRST_HOST = 4;
    private static final int LAST_HOST = 254;
    private static final String PUBLIC = "public";

    private final ServerSocket claim;
    private final String prefix;
    private final Map<String, Integer> slices = new HashMap<>();
    private final Map<String, TreeSet<Integer>> hosts = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();

    private Fabric(ServerSocket claim, String prefix) {
        this.claim = claim;
        this.prefix = prefix;
    }

    /** Claims a block that no other fabric of this machine has. */
    public static Fabric claim() {
        int start = ThreadLocalRandom.current().nextInt(64, 250);
        for (int i = 0; i < 190; i++) {
            var prefix = "127." + (64 + (start - 64 + i) % 186) + ".";
            try {
                var socket = new ServerSocket();
                socket.bind(new InetSocketAddress(literal(prefix + "0.1"), CLAIM_PORT));
                return new Fabric(socket, prefix);
            } catch (IOException inUse) {
                LOG.log(Level.DEBUG, () -> prefix + "0.0/16 belongs to another stack: " + inUse.getMessage());
            }
        }
        throw new IllegalStateException("no free block of loopback addresses between 127.64.0.0 and 127.249.0.0");
    }

    /** The /24 of a virtual network, as 127.70.3.0/24; the same one every time until it is released. */
    public synchronized String slice(String network) {
        return prefix + number(network) + ".0/24";
    }

    /** An address in a virtual network for an owner; the same one every time until it is released. */
    public synchronized String privateAddress(String network, String owner) {
        return addresses.computeIfAbsent(owner, o -> prefix + number(network) + "." + freeHost(network));
    }

    /** A public address for an owner; the same one every time until it is released. */
    public synchronized String publicAddress(String owner) {
        return addresses.computeIfAbsent(owner, o -> prefix + "0." + freeHost(PUBLIC));
    }

    public synchronized void releaseAddress(String owner) {
        var address = addresses.remove(owner);
        if (address != null) {
            int host = Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
            int slice = Integer.parseInt(address.split("\\.", -1)[2]);
            slices.entrySet().stream()
                    .filter(entry -> entry.getValue() == slice)
                    .findFirst()
                    .ifPresentOrElse(
                            entry -> hosts.getOrDefault(entry.getKey(), new TreeSet<>())
                                    .remove(host),
                            () -> hosts.getOrDefault(PUBLIC, new TreeSet<>()).remove(host));
        }
    }

    public synchronized void releaseNetwork(String network) {
        slices.remove(network);
        hosts.remove(network);
    }

    @Override
    public void close() throws IOException {
        claim.close();
    }

    /** An address that is already a number: nothing is looked up. */
    public static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + address, e);
        }
    }

    private int number(String network) {
        return slices.computeIfAbsent(network, n -> IntStream.rangeClosed(1, 254)
                .filter(free -> !slices.containsValue(free))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("254 virtual networks exist already")));
    }

    private int freeHost(String network) {
        var used = hosts.computeIfAbsent(network, n -> new TreeSet<>());
        int host = IntStream.rangeClosed(FIRST_HOST, LAST_HOST)
                .filter(free -> !used.contains(free))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("all addresses of " + network + " are taken"));
        used.add(host);
        return host;
    }
}
