package io.proconsul.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no well-behaved HTTP client can be made to send. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class RawRequestsTest {

    private static final String PATH = "/subscriptions/" + Samples.SUBSCRIPTION
            + "/resourceGroups/rg/providers/Microsoft.CustomProviders/resourceProviders/public/consulClusters/c-one";

    private static final String AUTHORIZATION = "Authorization: Bearer " + Tokens.administrator() + "\r\n";

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI server;

    @BeforeEach
    void begin() {
        kafka.reset();
    }

    /** The HTTP server itself refuses it, before any code of ours. */
    @Test
    void aBrokenEscapeIsRefused() throws IOException {
        assertThat(send("GET " + PATH + "%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + AUTHORIZATION + "\r\n"))
                .startsWith("HTTP/1.1 400")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aBodyWithoutLengthIsBoundedToo() throws IOException {
        var chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
        assertThat(send("PUT " + PATH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + AUTHORIZATION + ""
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk.repeat(20) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("\"RequestEntityTooLarge\"");
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void theAbsoluteFormNamesTheSamePath() throws IOException {
        assertThat(send("GET http://elsewhere.example" + PATH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + AUTHORIZATION + "\r\n"))
                .startsWith("HTTP/1.1 404")
                .contains("There is no cluster of this name");
    }

    private String send(String request) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
