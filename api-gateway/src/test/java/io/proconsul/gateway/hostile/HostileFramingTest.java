package io.proconsul.gateway.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.GatewayProfile;
import io.proconsul.gateway.InMemoryKafka;
import io.proconsul.gateway.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a request ends, and whether it is one at all: no two readers of the bytes may think otherwise. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class HostileFramingTest {

    private static final String AUTHORIZATION = "Authorization: Bearer " + Tokens.administrator();
    private static final String JSON = "Content-Type: application/json";
    private static final String LENGTH = "Content-Length: " + Hostile.GOOD.length();
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String CHUNK = Integer.toHexString(Hostile.GOOD.length()) + "\r\n" + Hostile.GOOD + "\r\n";

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI server;

    /** @param request in full, each character a byte */
    record Broken(String name, String request) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Broken> requests() {
        return List.of(
                put("two lengths", Hostile.GOOD, LENGTH, "Content-Length: 5"),
                put("one length twice", Hostile.GOOD, LENGTH, LENGTH),
                put("two lengths in one", Hostile.GOOD, LENGTH + ", 5"),
                put("a negative length", Hostile.GOOD, "Content-Length: -1"),
                put("a signed length", Hostile.GOOD, "Content-Length: +" + Hostile.GOOD.length()),
                put("a hexadecimal length", Hostile.GOOD, "Content-Length: 0x2c"),
                put("a length that is none", Hostile.GOOD, "Content-Length: all"),
                put("a length beyond numbers", Hostile.GOOD, "Content-Length: 99999999999999999999"),
                put("a name with a blank behind it", Hostile.GOOD, LENGTH.replace(":", " :")),
                put("chunks by another name", CHUNK + "0\r\n\r\n", "Transfer-Encoding: xchunked"),
                put("chunks within something else", CHUNK + "0\r\n\r\n", "Transfer-Encoding: chunked, gzip"),
                put("a chunk that is no number", "zz\r\n" + Hostile.GOOD + "\r\n0\r\n\r\n", CHUNKED),
                put("a negative chunk", "-1\r\n" + Hostile.GOOD + "\r\n0\r\n\r\n", CHUNKED),
                put("a chunk beyond numbers", "fffffffffffffffff\r\n" + Hostile.GOOD + "\r\n0\r\n\r\n", CHUNKED),
                put("a header that is no header", Hostile.GOOD, LENGTH, "x"),
                put("a NUL in a header", Hostile.GOOD, LENGTH, "X-Y: a\u0000b"),
                put("a header of 20,000 characters", Hostile.GOOD, LENGTH, "X-Y: " + "y".repeat(20_000)),
                new Broken("a broken escape", get(Hostile.CLUSTER + "%zz", "HTTP/1.1")),
                new Broken("half an escape", get(Hostile.CLUSTER + "%4", "HTTP/1.1")),
                new Broken("a path of 20,000 characters", get(Hostile.CLUSTER + "/" + "x".repeat(20_000), "HTTP/1.1")),
                new Broken("a blank in the path", get(Hostile.CLUSTER + " x", "HTTP/1.1")),
                new Broken("a version of the future", get(Hostile.CLUSTER, "HTTP/9.9")),
                new Broken("another protocol", get(Hostile.CLUSTER, "ICAP/1.0")),
                new Broken("no path", get("", "HTTP/1.1")));
    }

    @BeforeEach
    void begin() {
        kafka.reset();
    }

    /** By the HTTP server itself, before any code of ours: it says so, or hangs up on what has no clear end. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isRefused(Broken broken) throws IOException {
        var answer = new Wire(server).send(broken.request());

        assertThat(answer.status())
                .as(answer.toString())
                .satisfiesAnyOf(status -> assertThat(status).isBetween(400, 499), status -> assertThat(status)
                        .isEqualTo(Wire.HUNG_UP));
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void aBodyWithoutLengthIsBoundedToo() throws IOException {
        var chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";

        var answer = new Wire(server)
                .send(put("", chunk.repeat(20) + "0\r\n\r\n", CHUNKED).request());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("\"RequestEntityTooLarge\"");
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void theAbsoluteFormNamesTheSamePath() throws IOException {
        var answer = new Wire(server).send(get("http://elsewhere.example" + Hostile.CLUSTER, "HTTP/1.1"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no cluster of this name");
    }

    private static Broken put(String name, String body, String... headers) {
        var lines = String.join("\r\n", headers);
        return new Broken(
                name, start("PUT " + Hostile.CLUSTER + " HTTP/1.1") + JSON + "\r\n" + lines + "\r\n\r\n" + body);
    }

    private static String get(String target, String version) {
        return start("GET " + target + " " + version) + "\r\n";
    }

    private static String start(String line) {
        return line + "\r\nHost: x\r\nConnection: close\r\n" + AUTHORIZATION + "\r\n";
    }
}
