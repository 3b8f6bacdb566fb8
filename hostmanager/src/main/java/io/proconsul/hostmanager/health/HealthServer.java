package io.proconsul.hostmanager.health;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * {@code GET /health} for Azure's Application Health extension (rich health states) and for people: 200 once there is
 * something to judge, 503 before.
 */
public final class HealthServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final StatusBoard board;

    private HealthServer(HttpServer server, StatusBoard board) {
        this.server = server;
        this.board = board;
    }

    public static HealthServer start(InetSocketAddress address, StatusBoard board) throws IOException {
        var health = new HealthServer(HttpServer.create(address, 0), board);
        health.server.createContext("/health", health::answer);
        health.server.start();
        return health;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var status = board.status();
            var body = JSON.writeValueAsBytes(status);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status.applicationHealthState() == null ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
