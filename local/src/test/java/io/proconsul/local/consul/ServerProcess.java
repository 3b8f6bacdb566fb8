package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.local.http.Tls;
import io.proconsul.local.tls.LocalCa;
import io.proconsul.local.tls.OwnerOnly;
import io.proconsul.local.tls.Pem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Consul stand-in in a process of its own, with an address of its own on the loopback net. */
final class ServerProcess {
    static final String GOSSIP_KEY = "AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8=";

    private final Path dir;
    private final String address;
    private final Path ca;
    private final HttpClient client;
    private Process process;

    private ServerProcess(Path dir, String address, Path ca) throws IOException {
        this.dir = dir;
        this.address = address;
        this.ca = ca;
        this.client = HttpClient.newBuilder()
                .sslContext(Tls.client(ca))
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        this.process = launch();
    }

    /** Starts a server that expects three and joins the others. */
    static ServerProcess start(Path base, LocalCa ca, String address, List<String> others, String key, String certName)
            throws Exception {
        var dir = Files.createDirectories(base.resolve(address));
        configure(dir, ca, address, others, key, certName);
        return new ServerProcess(dir, address, ca.pem());
    }

    /** Writes what a server of three needs to {@code config} in its folder. */
    static void configure(Path dir, LocalCa ca, String address, List<String> others, String key, String certName)
            throws Exception {
        var config = Json.object()
                .put("datacenter", "test")
                .put("domain", "consul")
                .put("node_name", "node-" + address.replace('.', '-'))
                .put("server", true)
                .put("bootstrap_expect", 3)
                .put("data_dir", dir.resolve("data").toString())
                .put("encrypt", key);
        config.set("retry_join", Json.MAPPER.valueToTree(others));
        config.putObject("ports").put("https", 8501).put("http", -1);
        var tls = config.putObject("tls");
        tls.putObject("defaults")
                .put("ca_file", "tls/ca.pem")
                .put("cert_file", "tls/server.pem")
                .put("key_file", "tls/server-key.pem")
                .put("verify_incoming", true)
                .put("verify_outgoing", true);
        tls.putObject("internal_rpc").put("verify_server_hostname", true);
        tls.putObject("https").put("verify_incoming", "false");
        config.putObject("autopilot").put("min_quorum", 3);
        config.putObject("acl").put("enabled", true).put("default_policy", "deny");
        certify(dir.resolve("config/tls"), ca, certName, address);
        write(dir.resolve("config/server.json"), config.toString());
    }

    /** Puts a new certificate in the server's files. */
    static void certify(Path tls, LocalCa ca, String name, String address) throws Exception {
        var file = ca.serverKeyStore(
                "consul-" + address, List.of(name, "localhost"), List.of(InetAddress.getAllByName(address)));
        var store = KeyStore.getInstance(file.toFile(), LocalCa.PASSWORD.toCharArray());
        var key = (PrivateKey) store.getKey("server", LocalCa.PASSWORD.toCharArray());
        write(tls.resolve("ca.pem"), Files.readString(ca.pem()));
        write(tls.resolve("server.pem"), Pem.of((X509Certificate) store.getCertificate("server")));
        write(tls.resolve("server-key.pem"), Pem.of(key));
    }

    private static void write(Path file, String text) {
        OwnerOnly.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConsulStandIn.class.getName(),
                        "agent",
                        "-config-dir=.",
                        "-data-dir=" + dir.resolve("data"),
                        "-bind=" + address,
                        "-client=" + address)
                .directory(dir.resolve("config").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        dir.resolve("consul.log").toFile()))
                .start();
    }

    String address() {
        return address;
    }

    Path dir() {
        return dir;
    }

    String log() throws IOException {
        return Files.readString(dir.resolve("consul.log"));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    boolean ended() {
        return !process.isAlive();
    }

    void hangUp() throws Exception {
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
    }

    void restart() throws IOException {
        process = launch();
    }

    HttpResponse<byte[]> send(String method, String path, String token, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://" + address + ":8501/v1/" + path))
                .timeout(Duration.ofSeconds(15))
                .method(method, BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("X-Consul-Token", token);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return send(method, path, token, body.getBytes(StandardCharsets.UTF_8));
    }

    int status(String method, String path, String token, String body) throws IOException, InterruptedException {
        return send(method, path, token, body).statusCode();
    }

    String text(String path, String token) throws IOException, InterruptedException {
        return new String(send("GET", path, token, "").body(), StandardCharsets.UTF_8);
    }

    JsonNode json(String path, String token) throws IOException, InterruptedException {
        return Json.parse(text(path, token));
    }

    /** The certificate that a new connection is shown. */
    Certificate certificate() throws Exception {
        var fresh = HttpClient.newBuilder().sslContext(Tls.client(ca)).build();
        var request = HttpRequest.newBuilder(URI.create("https://" + address + ":8501/v1/status/leader"))
                .build();
        var answer = fresh.send(request, BodyHandlers.discarding());
        return answer.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    /** The leader's address as this server knows it; empty if there is none or this server does not answer. */
    String leader() throws InterruptedException {
        try {
            return json("status/leader", "").asText();
        } catch (IOException down) {
            return "";
        }
    }
}
