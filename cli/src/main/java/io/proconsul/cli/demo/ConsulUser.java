package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.http.Tls;
import io.proconsul.wire.Cluster;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** A user of the cluster, who has its client files and the address of a server. */
final class ConsulUser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PORT = 8501;
    private static final int LIMIT_MILLIS = 10_000;

    private final Path caPem;
    private final String address;
    private final String serverName;

    ConsulUser(Path caPem, String address, String datacenter) {
        this.caPem = caPem;
        this.address = address;
        this.serverName = "server." + datacenter + ".consul";
    }

    /** A user of the server at that address. */
    static ConsulUser of(Cluster cluster, String address, StateFolder state) {
        var files = state.path().resolve("demo").resolve(cluster.getRef().getClusterName());
        return new ConsulUser(files.resolve("ca.pem"), address, cluster.getRef().getDatacenter());
    }

    /** Writes a key with a token. Returns the status of Consul's answer, 0 if there is none. */
    int put(String key, String value, String token) {
        try {
            var request = open("kv/" + key, token);
            request.setRequestMethod("PUT");
            request.setDoOutput(true);
            try (var body = request.getOutputStream()) {
                body.write(value.getBytes(StandardCharsets.UTF_8));
            }
            return request.getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What is under a key; empty if nothing is, or Consul does not answer. */
    String get(String key, String token) {
        try (var body = open("kv/" + key + "?raw", token).getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether the server takes connections: one that is merely slow does, too. */
    boolean isUp() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, PORT), LIMIT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the server says that it runs, with a v; empty if it does not answer. */
    String version(String token) {
        try (var body = open("agent/self", token).getInputStream()) {
            return "v" + JSON.readTree(body).at("/Config/Version").asText();
        } catch (IOException e) {
            return "";
        }
    }

    /** The addresses of all servers, as this one knows them; empty if it does not answer. */
    List<String> peers() {
        try (var body = open("status/peers", "").getInputStream()) {
            return Stream.of(JSON.readValue(body, String[].class))
                    .map(peer -> peer.substring(0, peer.lastIndexOf(':')))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private HttpsURLConnection open(String path, String token) throws IOException {
        var request = (HttpsURLConnection) URI.create("https://" + address + ":" + PORT + "/v1/" + path)
                .toURL()
                .openConnection();
        request.setSSLSocketFactory(Tls.client(caPem).getSocketFactory());
        request.setHostnameVerifier((host, session) -> isServer(session)); // asked by address, certified by name
        request.setConnectTimeout(LIMIT_MILLIS);
        request.setReadTimeout(LIMIT_MILLIS);
        request.setRequestProperty("X-Consul-Token", token);
        return request;
    }

    private boolean isServer(SSLSession session) {
        try {
            var certificate = (X509Certificate) session.getPeerCertificates()[0];
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream().anyMatch(name -> serverName.equalsIgnoreCase(String.valueOf(name.get(1))));
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            return false;
        }
    }
}
