package io.proconsul.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.proconsul.wire.Timer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestSchemaRegistryTest {

    private static final Schema SCHEMA = Timer.getClassSchema();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> requests = new ArrayList<>();
    private final Queue<Scripted> answers = new ArrayDeque<>();
    private HttpServer server;
    private RestSchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        registry = new RestSchemaRegistry(http("/apis/ccompat/v7"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void registers() throws IOException {
        given(200, "{\"id\":7}");

        assertThat(registry.register("timers.due-value", SCHEMA)).isEqualTo(7);
        assertThat(requests)
                .containsExactly("POST /apis/ccompat/v7/subjects/timers.due-value/versions "
                        + JSON.readTree(
                                JSON.writeValueAsString(Map.of("schema", SCHEMA.toString(), "schemaType", "AVRO"))));
    }

    @Test
    void fetches() throws IOException {
        given(200, JSON.writeValueAsString(Map.of("schema", SCHEMA.toString())));

        assertThat(registry.byId(7)).contains(SCHEMA);
        assertThat(requests).containsExactly("GET /apis/ccompat/v7/schemas/ids/7 ");
    }

    @Test
    void looksUp() {
        given(200, "{\"subject\":\"s\",\"id\":7,\"version\":1}");
        given(404, "{\"error_code\":40401,\"message\":\"Subject not found\"}");

        assertThat(registry.idOf("s", SCHEMA)).hasValue(7);
        assertThat(registry.idOf("t", SCHEMA)).isEmpty();
    }

    @Test
    void setsCompatibility() {
        given(200, "{\"compatibility\":\"FULL_TRANSITIVE\"}");

        registry.setCompatibility("s", Compatibility.FULL_TRANSITIVE);

        assertThat(requests).containsExactly("PUT /apis/ccompat/v7/config/s {\"compatibility\":\"FULL_TRANSITIVE\"}");
    }

    @Test
    void comparesWithAllVersions() {
        given(200, "{\"is_compatible\":false,\"messages\":[\"READER_FIELD_MISSING_DEFAULT_VALUE\"]}");
        given(200, "{\"is_compatible\":true}");
        given(404, "{\"error_code\":40401,\"message\":\"Subject not found\"}");

        assertThat(registry.incompatibilities("s", SCHEMA)).containsExactly("READER_FIELD_MISSING_DEFAULT_VALUE");
        assertThat(registry.incompatibilities("s", SCHEMA)).isEmpty();
        assertThat(registry.incompatibilities("new", SCHEMA)).isEmpty();
    }

    @Test
    void saysWhyASchemaIsRefused() {
        given(409, "{\"error_code\":409,\"message\":\"field x has no default\"}");

        assertThatExceptionOfType(IncompatibleSchemaException.class)
                .isThrownBy(() -> registry.register("s", SCHEMA))
                .withMessage("Subject s refuses io.proconsul.wire.Timer: field x has no default");
    }

    @Test
    void anUnknownIdIsKnownToBeUnknown() {
        given(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");

        assertThat(registry.byId(7)).isEmpty();
    }

    @Test
    void aWrongAddressSaysNothingAboutAnId() {
        given(404, "<html>Not Found</html>");

        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> registry.byId(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"schema\":\"syntax = proto3\",\"schemaType\":\"PROTOBUF\"}", "{\"schema\":\"{\"}", "{}"})
    void aSchemaThatIsNoAvroIsTheRegistrysFault(String body) {
        given(200, body);

        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> registry.byId(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void triesAgainWhileTheRegistryIsAway(int status) {
        given(status, "");
        given(status, "{\"message\":\"starting\"}");
        given(200, "{\"id\":7}");

        assertThat(registry.register("s", SCHEMA)).isEqualTo(7);
    }

    @Test
    void givesUpAfterItsPatienceSayingWhatHappened() {
        given(503, "{\"message\":\"starting\"}");
        given(503, "{\"message\":\"starting\"}");
        given(503, "{\"message\":\"starting\"}");

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.byId(7))
                .withMessageContaining("no answer from the schema registry in 3 attempts")
                .withMessageContaining("503 starting");
    }

    @Test
    void asksTheNextAddressWhenOneIsDown() {
        given(200, "{\"id\":7}");
        var down = URI.create("http://127.0.0.1:1");
        var two = new RestSchemaRegistry(
                new RegistryHttp(List.of(down, address("")), Optional.of("Basic dTpw"), attempt -> attempt < 3));

        assertThat(two.register("s", SCHEMA)).isEqualTo(7);
    }

    private RegistryHttp http(String path) {
        return new RegistryHttp(List.of(address(path)), Optional.empty(), attempt -> attempt < 3);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void given(int status, String body) {
        answers.add(new Scripted(status, body));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var json = body.length == 0 ? "" : JSON.readTree(body).toString();
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + json);
            var scripted = answers.remove();
            var content = scripted.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(scripted.status(), content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private record Scripted(int status, String body) {}
}
