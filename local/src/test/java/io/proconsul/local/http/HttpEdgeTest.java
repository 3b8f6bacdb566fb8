package io.proconsul.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.ledger.Entry;
import io.proconsul.local.ledger.Ledger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpEdgeTest {
    /** 128 and the number of SIGKILL. */
    private static final int KILLED = 137;

    private final List<Request> seen = new CopyOnWriteArrayList<>();

    @TempDir
    Path dir;

    private Ledger ledger;
    private HttpEdge edge;

    @BeforeEach
    void start() {
        ledger = Ledger.open(dir.resolve("ledger.jsonl"));
        edge = HttpEdge.start(
                "azure",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                request -> {
                    seen.add(request);
                    return Response.json(200, "{}").calledBy("someone");
                },
                ledger,
                FaultScript.watching(dir.resolve("faults.json")));
    }

    @AfterEach
    void stop() throws IOException {
        edge.close();
        ledger.close();
    }

    @Test
    void readsPathsAsAzureClientsSendThem() throws Exception {
        raw("GET //subscriptions/s/resourceGroups/rg?api-version=2019-07-01 HTTP/1.1");
        raw("POST /%2Fsubscriptions%2Fs%2FresourceGroups%2Frg/createToken?a=b%20c HTTP/1.1");

        assertThat(seen)
                .extracting(Request::path)
                .containsExactly(
                        "/subscriptions/s/resourceGroups/rg", "/subscriptions/s/resourceGroups/rg/createToken");
        assertThat(seen.get(0).parameter("api-version")).contains("2019-07-01");
        assertThat(seen.get(1).parameter("a")).contains("b c");
    }

    @Test
    void killsTheCallingProcessBeforeOrAfterTheEffect() throws Exception {
        Files.writeString(
                dir.resolve("faults.json"),
                "[{\"path\": \"/before\", \"effect\": \"KILL_THEN_IGNORE\"}, {\"path\": \"/after\", \"effect\": \"APPLY_THEN_KILL\"}]");

        assertThat(exitOfACaller("/before")).isEqualTo(KILLED);
        assertThat(exitOfACaller("/after")).isEqualTo(KILLED);

        assertThat(seen).extracting(Request::path).containsExactly("/after");
        await().untilAsserted(() -> assertThat(ledger.entries()) // is written when the caller is dead
                .extracting(Entry::path, Entry::status, Entry::fault)
                .containsExactly(tuple("/before", 0, "KILL_THEN_IGNORE"), tuple("/after", 0, "APPLY_THEN_KILL")));
    }

    /** A shell that would wait for the answer's first line, and then exit with 0. */
    private int exitOfACaller(String path) throws Exception {
        var script = "exec 3<>/dev/tcp/127.0.0.1/" + edge.port() + "; printf 'PUT " + path
                + " HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 0\\r\\n\\r\\n' >&3; read line <&3; exit 0";
        return new ProcessBuilder("/bin/bash", "-c", script).start().waitFor();
    }

    @Test
    void notesEveryCall() throws Exception {
        get("/x");

        assertThat(ledger.entries())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
                .containsExactly(new Entry(java.time.Instant.EPOCH, "azure", "GET", "/x", 200, "someone", "", ""));
    }

    @Test
    void playsFaultsAsOftenAsToldAndReadsTheScriptAgain() throws Exception {
        faults("""
                [{"path": "/a.*", "effect": "THROTTLE", "retryAfterSeconds": 7, "times": 1}]""");

        var throttled = get("/abc");

        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("7");
        assertThat(throttled.body()).contains("TooManyRequests");
        assertThat(seen).isEmpty();
        assertThat(get("/abc").statusCode()).isEqualTo(200);

        faults("""
                [{"method": "get", "effect": "APPLY_THEN_FAIL", "status": 503}]""");
        assertThat(get("/abc").statusCode()).isEqualTo(503);
        assertThat(seen).hasSize(2);
    }

    @Test
    void cutsTheConnectionAfterTheEffect() throws Exception {
        faults("""
                [{"effect": "DROP_ANSWER"}]""");

        assertThatThrownBy(() -> raw("PUT /abc HTTP/1.1")).isInstanceOf(AssertionError.class);
        assertThat(seen).hasSize(1);
    }

    private void faults(String json) throws IOException {
        Files.writeString(dir.resolve("faults.json"), json);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private void raw(String requestLine) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.getOutputStream()
                    .write((requestLine + "\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 200");
        }
    }
}
