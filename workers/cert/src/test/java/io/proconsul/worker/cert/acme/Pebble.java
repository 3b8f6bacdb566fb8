package io.proconsul.worker.cert.acme;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.tls.LocalCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/** Let's Encrypt's test server and the DNS server that it asks, with one nonce in five refused. */
final class Pebble implements DnsChallenges, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Process> processes = new ArrayList<>();
    private final HttpClient dns = HttpClient.newHttpClient();
    private final Path folder;
    private final LocalCa ca;
    private final int acmePort = freePort();
    private final int dnsPort = freePort();
    private final int dnsManagement = freePort();

    private Pebble(Path folder) throws Exception {
        this.folder = folder;
        this.ca = LocalCa.create(folder.resolve("ca"), Clock.systemUTC());
        var keyStore = ca.serverKeyStore("pebble", List.of("localhost"), List.of(InetAddress.getLoopbackAddress()));
        var keys = KeyStore.getInstance(keyStore.toFile(), LocalCa.PASSWORD.toCharArray());
        var alias = keys.aliases().nextElement();
        var key = keys.getKey(alias, LocalCa.PASSWORD.toCharArray());
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
        var chain = new StringBuilder();
        for (Certificate certificate : keys.getCertificateChain(alias)) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(folder.resolve("cert.pem"), chain);
        Files.writeString(
                folder.resolve("config.json"),
                JSON.writeValueAsString(Map.of(
                        "pebble",
                        Map.of(
                                "listenAddress", "127.0.0.1:" + acmePort,
                                "managementListenAddress", "127.0.0.1:" + freePort(),
                                "certificate", folder.resolve("cert.pem").toString(),
                                "privateKey", folder.resolve("key.pem").toString(),
                                "httpPort", freePort(),
                                "tlsPort", freePort(),
                                "externalAccountBindingRequired", false))));
    }

    static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .map(Path::of)
                .anyMatch(folder -> Files.isExecutable(folder.resolve("pebble"))
                        && Files.isExecutable(folder.resolve("pebble-challtestsrv")));
    }

    static Pebble start(Path folder) throws Exception {
        var pebble = new Pebble(folder);
        pebble.launch(
                "pebble-challtestsrv",
                "-management",
                "127.0.0.1:" + pebble.dnsManagement,
                "-dns01",
                "127.0.0.1:" + pebble.dnsPort,
                "-http01",
                "",
                "-https01",
                "",
                "-tlsalpn01",
                "");
        pebble.launch(
                "pebble",
                "-config",
                folder.resolve("config.json").toString(),
                "-dnsserver",
                "127.0.0.1:" + pebble.dnsPort,
                "-strict");
        return pebble;
    }

    /** A session that believes the server's certificate. */
    Session session() {
        return new Session(URI.create("https://localhost:" + acmePort + "/dir"), new GenericAcmeProvider() {
            @Override
            public HttpClient createHttpClient(NetworkSettings settings) {
                return HttpClient.newBuilder().sslContext(trusting()).build();
            }
        });
    }

    @Override
    public boolean publish(String record, Set<String> values) {
        withdraw(record);
        values.forEach(value -> tell("set-txt", Map.of("host", record + ".", "value", value)));
        return true;
    }

    @Override
    public void withdraw(String record) {
        tell("clear-txt", Map.of("host", record + "."));
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
    }

    private void tell(String what, Map<String, String> body) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dnsManagement + "/" + what))
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            var answer = dns.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(what + " was answered with " + answer.statusCode());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("The DNS server does not answer", e);
        }
    }

    private void launch(String... command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command[0] + ".log").toFile());
        builder.environment().putAll(Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_WFE_NONCEREJECT", "20"));
        processes.add(builder.start());
    }

    private SSLContext trusting() {
        try {
            var trusted = KeyStore.getInstance(ca.trustStore().toFile(), LocalCa.PASSWORD.toCharArray());
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] content) {
        var body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
