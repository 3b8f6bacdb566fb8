package io.proconsul.orchestrator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.proconsul.schemas.InMemorySchemaRegistry;
import io.proconsul.schemas.RestSchemaRegistry;
import io.proconsul.schemas.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A schema registry for several processes, as much of it as serializers ask for; may refuse to answer. */
final class RegistryServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemorySchemaRegistry schemas = new InMemorySchemaRegistry();
    private final HttpServer server;
    private final Set<Integer> hidden = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean refusing;

    RegistryServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    SchemaRegistry client() {
        return new RestSchemaRegistry(List.of(URI.create(url())), Optional.empty());
    }

    void refuse(boolean now) {
        refusing = now;
    }

    /** A schema that has not reached the registry yet. */
    void hide(int id) {
        hidden.add(id);
    }

    void show(int id) {
        hidden.remove(id);
    }

    /** How many questions it has refused to answer. */
    int refused() {
        return refused.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(1).split("/");
            if (refusing) {
                refused.incrementAndGet();
                send(exchange, 503, Map.of("message", "out of order"));
            } else if (path[0].equals("schemas")) {
                var found = schemas.byId(id(path)).filter(any -> !hidden.contains(id(path)));
                send(
                        exchange,
                        found.isPresent() ? 200 : 404,
                        found.<Map<String, Object>>map(schema -> Map.of("schema", schema.toString()))
                                .orElse(Map.of("error_code", 40403)));
            } else {
                var body = JSON.readTree(exchange.getRequestBody());
                var schema = new Schema.Parser().parse(body.path("schema").asText());
                var subject = URLDecoder.decode(path[1], UTF_8);
                var id = path.length == 3
                        ? Optional.of(schemas.register(subject, schema))
                        : schemas.idOf(subject, schema).stream().boxed().findFirst();
                send(
                        exchange,
                        id.isPresent() ? 200 : 404,
                        id.<Map<String, Object>>map(number -> Map.of("id", number))
                                .orElse(Map.of("error_code", 40403)));
            }
        }
    }

    private static int id(String[] path) {
        return Integer.parseInt(path[2]);
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
