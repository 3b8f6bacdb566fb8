package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The server port: requests and answers between servers over mutual TLS. Both sides must show a certificate of our
 * authority that carries the server name of the datacenter ({@code verify_server_hostname}); servers of other datacenters
 * may ask, and take no part in raft.
 */
final class Rpc implements AutoCloseable {
    private static final int CONNECT_MILLIS = 1000;
    private static final int ANSWER_MILLIS = 8000;
    private static final int QUEUE = 1000;
    private static final Pattern ANY_SERVER = Pattern.compile("server\\.[a-z0-9_-]+\\.[a-z0-9.-]+");

    private final SSLContext tls;
    private final String serverName;
    private final Log log;
    private final SSLServerSocket listener;
    private final ExecutorService threads = Threads.pool("rpc");
    private final Map<InetSocketAddress, Line> lines = new ConcurrentHashMap<>();

    Rpc(TlsFiles files, String serverName, InetSocketAddress address, Log log)
            throws IOException, GeneralSecurityException {
        this.tls = files.context();
        this.serverName = serverName;
        this.log = log;
        this.listener = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
        listener.setReuseAddress(true);
        listener.setNeedClientAuth(true);
        listener.bind(address);
    }

    void serve(UnaryOperator<JsonNode> handler) {
        threads.execute(() -> {
            while (!listener.isClosed()) {
                try {
                    var socket = (SSLSocket) listener.accept();
                    threads.execute(() -> converse(socket, handler));
                } catch (IOException closing) {
                    if (!listener.isClosed()) {
                        log.warn("server.rpc", "cannot accept: " + closing.getMessage());
                    }
                }
            }
        });
    }

    /** Sends in order with all others to this address, without waiting; drops the message if it cannot be sent. */
    void send(InetSocketAddress address, JsonNode message) {
        lines.computeIfAbsent(address, Line::new).post(message);
    }

    /** Sends and waits for the answer. */
    JsonNode call(InetSocketAddress address, JsonNode message) throws IOException {
        return call(address, serverName, message);
    }

    /** The same to a server of this name, which may be one of another datacenter. */
    JsonNode call(InetSocketAddress address, String name, JsonNode message) throws IOException {
        try (var socket = connect(address, name)) {
            Frames.write(new DataOutputStream(socket.getOutputStream()), bytes(message));
            var answer = Frames.read(new DataInputStream(socket.getInputStream()))
                    .orElseThrow(() -> new IOException("rpc error: connection closed without an answer"));
            return Json.parse(new String(answer, StandardCharsets.UTF_8));
        }
    }

    /** New connections after this use the files of now; old ones are closed, as raft opens new ones at once. */
    void dropConnections() {
        lines.values().forEach(Line::hangUp);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        lines.values().forEach(Line::hangUp);
        listener.close();
    }

    private SSLSocket connect(InetSocketAddress address, String name) throws IOException {
        var plain = new Socket();
        try {
            plain.connect(address, CONNECT_MILLIS);
            plain.setTcpNoDelay(true);
            var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, name, address.getPort(), true);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private void converse(SSLSocket socket, UnaryOperator<JsonNode> handler) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.startHandshake();
            boolean ours = named(socket, serverName::equals);
            if (!ours && !named(socket, ANY_SERVER.asMatchPredicate())) {
                log.error(
                        "server.rpc",
                        "refused " + socket.getRemoteSocketAddress() + ": x509: certificate is not valid for "
                                + serverName);
                return;
            }
            var in = new DataInputStream(socket.getInputStream());
            var out = new DataOutputStream(socket.getOutputStream());
            for (var message = Frames.read(in); message.isPresent(); message = Frames.read(in)) {
                var told = Json.parse(new String(message.get(), StandardCharsets.UTF_8));
                if (!ours && !told.path("is").asText().equals("elsewhere")) {
                    log.error("server.rpc", "refused what only servers of this datacenter may say");
                    return;
                }
                var answer = handler.apply(told);
                if (!answer.isMissingNode()) {
                    Frames.write(out, bytes(answer));
                }
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            log.warn("server.rpc", "connection from " + socket.getRemoteSocketAddress() + " ended: " + e.getMessage());
        }
    }

    private static boolean named(SSLSocket socket, Predicate<String> wanted)
            throws IOException, GeneralSecurityException {
        var leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        var names = leaf.getSubjectAlternativeNames();
        return names != null
                && names.stream().anyMatch(name -> name.get(1) instanceof String text && wanted.test(text));
    }

    private static byte[] bytes(JsonNode message) {
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One connection to one server, opened when needed. */
    private final class Line {
        private final InetSocketAddress address;
        private final ExecutorService writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Threads.daemon("raft-out"),
                new ThreadPoolExecutor.DiscardPolicy());
        private volatile @Nullable SSLSocket socket;

        Line(InetSocketAddress address) {
            this.address = address;
        }

        void post(JsonNode message) {
            writer.execute(() -> write(message));
        }

        private void write(JsonNode message) {
            try {
                var open = socket;
                if (open == null || open.isClosed()) {
                    open = connect(address, serverName);
                    socket = open;
                }
                Frames.write(new DataOutputStream(open.getOutputStream()), bytes(message));
            } catch (IOException e) {
                hangUp();
            }
        }

        void hangUp() {
            var open = socket;
            try {
                if (open != null) {
                    open.close();
                }
            } catch (IOException e) {
                log.warn("server.rpc", "cannot close: " + e.getMessage());
            }
        }
    }
}
