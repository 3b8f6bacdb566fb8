package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Membership by exchange of what each side knows (the push/pull of memberlist), once a second with every known server,
 * sealed with the gossip key: whoever has none of our keys is neither understood nor answered.
 */
final class Gossip implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 1500;

    private final Members members;
    private final GossipKeys keys;
    private final Log log;
    private final ServerSocket listener;
    private final ExecutorService threads;
    private final ScheduledExecutorService clockwork;

    Gossip(Members members, GossipKeys keys, InetSocketAddress address, Log log) throws IOException {
        this.members = members;
        this.keys = keys;
        this.log = log;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(address);
        this.threads = Threads.pool("gossip");
        this.clockwork = Executors.newSingleThreadScheduledExecutor(Threads.daemon("gossip-clock"));
    }

    void start() {
        threads.execute(this::accept);
        var unused = clockwork.scheduleWithFixedDelay(this::round, 0, 1, TimeUnit.SECONDS);
    }

    /** Exchanges with the server at an address; says why if that fails. */
    Optional<String> join(InetSocketAddress address) {
        try {
            var answer = ask(address, Json.object().put("is", "members"));
            return answer.isPresent() ? Optional.empty() : Optional.of("no answer: the gossip key is not the same");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Sends an order about the keyring to one member and answers what it says. */
    JsonNode order(Member member, ObjectNode order) {
        try {
            return ask(address(member), order)
                    .orElseGet(() -> Json.object().put("error", "no answer from " + member.name()));
        } catch (IOException e) {
            return Json.object().put("error", member.name() + ": " + e.getMessage());
        }
    }

    /** Tells everybody at once what this member knows. */
    void round() {
        for (var member : members.all()) {
            if (!member.id().equals(members.self().id()) && !member.left()) {
                threads.execute(() -> join(address(member)));
            }
        }
    }

    /** What a keyring order does here. */
    JsonNode obey(JsonNode order) {
        var key = order.path("key").asText();
        try {
            switch (order.path("is").asText()) {
                case "install" -> keys.install(key);
                case "use" -> keys.use(key);
                case "remove" -> keys.remove(key);
                default -> {
                    // Listing changes nothing.
                }
            }
        } catch (IllegalArgumentException e) {
            return Json.object().put("error", e.getMessage());
        }
        var answer = Json.object().put("primary", keys.primary());
        answer.set("keys", Json.MAPPER.valueToTree(keys.all()));
        return answer;
    }

    @Override
    public void close() throws IOException {
        clockwork.shutdownNow();
        listener.close();
        threads.shutdownNow();
    }

    private static InetSocketAddress address(Member member) {
        return new InetSocketAddress(member.address(), member.gossipPort());
    }

    private Optional<JsonNode> ask(InetSocketAddress address, ObjectNode question) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            send(socket, question.deepCopy());
            return receive(socket);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                threads.execute(() -> answer(socket));
            } catch (IOException closing) {
                if (!listener.isClosed()) {
                    log.warn("server.memberlist.lan", "cannot accept: " + closing.getMessage());
                }
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var question = receive(socket);
            if (question.isEmpty()) {
                log.error(
                        "server.memberlist.lan",
                        "memberlist: No installed keys could decrypt the message from="
                                + socket.getRemoteSocketAddress());
                return;
            }
            var order = question.get();
            var answer = order.path("is").asText().equals("members") ? Json.object() : obey(order);
            send(socket, (ObjectNode) answer);
        } catch (IOException gone) {
            // The other side will come back by itself.
            log.warn("server.memberlist.lan", "exchange failed: " + gone.getMessage());
        }
    }

    /** Every message carries the sender and all it knows. */
    private void send(Socket socket, ObjectNode message) throws IOException {
        message.put("from", members.self().id());
        message.set("members", members.wire());
        try {
            var sealed = keys.seal(message.toString().getBytes(StandardCharsets.UTF_8));
            Frames.write(new DataOutputStream(socket.getOutputStream()), sealed);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private Optional<JsonNode> receive(Socket socket) throws IOException {
        var message = Frames.read(new DataInputStream(socket.getInputStream()))
                .flatMap(keys::open)
                .map(clear -> Json.parse(new String(clear, StandardCharsets.UTF_8)));
        message.ifPresent(told -> members.heardFrom(told.path("from").asText(), Members.read(told.path("members"))));
        return message;
    }
}
