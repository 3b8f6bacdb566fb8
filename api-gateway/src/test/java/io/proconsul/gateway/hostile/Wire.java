package io.proconsul.gateway.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes as they are: a client that knows HTTP would put most of them right. */
final class Wire {

    /** In place of a status, where there was no answer. */
    static final int HUNG_UP = 0;

    private static final int PATIENCE_MILLIS = 30_000;

    private final URI server;

    Wire(URI server) {
        this.server = server;
    }

    /** @param headers by name in lower case; a repeated one has its last value */
    record Answer(int status, Map<String, String> headers, String body) {}

    Answer send(Hostile request) throws IOException {
        var headers = String.join("\r\n", request.headers());
        var host = request.headers().stream().anyMatch(line -> line.startsWith("Host:"))
                ? ""
                : "Host: " + server.getAuthority() + "\r\n";
        var length = headers.contains("Content-Length:") || headers.contains("Transfer-Encoding:")
                ? ""
                : "Content-Length: " + request.body().length() + "\r\n";
        return send("%s %s HTTP/1.1\r\n%s%sConnection: close\r\n%s\r\n\r\n%s"
                .formatted(request.method(), request.target(), host, length, headers, request.body()));
    }

    /** @param request each character is a byte */
    Answer send(String request) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return answer(new BufferedInputStream(socket.getInputStream()));
        }
    }

    /** As long as the answer says that it is: after some requests the server waits for more. */
    private static Answer answer(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return new Answer(HUNG_UP, Map.of(), head.toString());
            }
            head.append((char) next);
        }
        var lines = head.toString().strip().split("\r\n", -1);
        var headers = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            var parts = lines[i].split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        var length = headers.get("content-length");
        var body = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new Answer(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, new String(body, UTF_8));
    }
}
