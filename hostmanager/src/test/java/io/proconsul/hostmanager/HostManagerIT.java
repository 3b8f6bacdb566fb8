package io.proconsul.hostmanager;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.proconsul.hostmanager.manifest.Signed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, as processes on a disk of its own, against an Azure on loopback and a scripted consul. */
class HostManagerIT {
    private static final String CONSUL = """
            #!/bin/sh
            # Says what it was told, accepts what is not marked as broken, and runs until it is ended.
            if [ "$1" = validate ]; then
              if grep -q broken server.json; then echo "server.json: broken"; exit 1; fi
              exit 0
            fi
            trap 'echo "reloaded $(cat current/server.json)"' HUP
            trap 'echo ended; exit 0' TERM
            echo "started in $(pwd) with $* on $(cat current/server.json) as $AZURE_CLIENT_ID"
            while true; do sleep 0.1; done
            """;

    @TempDir
    Path root;

    @TempDir
    Path outside;

    private Keystore keystore;
    private FakeAzure azure;
    private int healthPort;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void installImage() throws IOException, GeneralSecurityException {
        keystore = Keystore.create(outside.resolve("keystore.p12"));
        azure = new FakeAzure(keystore);
        var etc = Files.createDirectories(root.resolve("etc/proconsul"));
        Files.writeString(etc.resolve("manifest-key.pem"), Signed.publicPem());
        Files.write(
                etc.resolve("host.json"),
                Signed.json(Map.of(
                        "schemaVersion",
                        1,
                        "clusterId",
                        Signed.CLUSTER,
                        "node",
                        Signed.NODE,
                        "blobEndpoint",
                        azure.blobUrl(),
                        "container",
                        "config",
                        "manifestPath",
                        FakeAzure.MANIFEST,
                        "identityClientId",
                        "identity-of-the-vm")));
        Files.writeString(outside.resolve("consul"), CONSUL);
        Files.setPosixFilePermissions(outside.resolve("consul"), PosixFilePermissions.fromString("rwx------"));
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            healthPort = free.getLocalPort();
        }
    }

    @AfterEach
    void endEverything() throws IOException {
        started.forEach(Process::destroyForcibly);
        var record = root.resolve("var/lib/proconsul/consul.pid.json");
        if (Files.exists(record)) {
            ProcessHandle.of(consulPid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        azure.close();
    }

    @Test
    void takesAServerThroughItsLife() throws IOException, InterruptedException {
        azure.forbid(true);
        var first = startHostManager();
        patiently().untilAsserted(() -> {
            assertThat(health().path("state").asText()).isEqualTo("WAITING");
            assertThat(health().path("reason").asText()).contains("HTTP 403");
        });

        azure.publish(published(1));
        azure.forbid(false);
        patiently().until(() -> consulLog().contains("started"));
        assertThat(consulLog())
                .contains("in " + root.toRealPath().resolve("etc/consul.d"))
                .contains("agent -config-dir=current -data-dir=" + root.resolve("opt/consul/data")
                        + " -bind=127.0.0.1 -client=127.0.0.1")
                .contains("on {\"generation\": 1} as identity-of-the-vm");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(root.resolve("etc/consul.d/tls/server-key.pem"))))
                .isEqualTo("rw-------");
        awaitHealthy(1);
        var pid = consulPid();

        azure.publish(published(2));
        patiently().until(() -> consulLog().contains("reloaded {\"generation\": 2}"));
        assertThat(consulPid()).isEqualTo(pid);
        patiently().until(() -> azure.manifestAnswers().contains(304));

        first.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(pid)).isPresent();
        azure.close();
        var second = startHostManager();
        awaitHealthy(2);
        assertThat(consulPid()).as("the consul that survived").isEqualTo(pid);

        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        patiently().until(() -> consulPid() != pid);
        assertThat(consulLog()).as("static stability").contains("on {\"generation\": 2}");

        second.destroy();
        assertThat(second.waitFor()).isEqualTo(143);
        assertThat(ProcessHandle.of(consulPid())).isPresent();
    }

    @Test
    void refusesAttacksAndRestartsOnlyWhenTold() throws IOException, InterruptedException {
        azure.publish(published(5));
        var hostManager = startHostManager("--stop-consul-on-exit");
        awaitHealthy(5);
        var pid = consulPid();

        azure.publish(published(4));
        awaitWarning("generation 4 is older than 5");
        azure.publishManifest(Signed.envelope(Signed.json(published(6).manifest()), Signed.keys()));
        awaitWarning("signature does not hold");
        azure.publish(Signed.generation(6).file("../../../tmp/evil", "evil"));
        awaitWarning("only plain file names are allowed");
        azure.publish(Signed.generation(6).file("server.json", "{\"broken\": true}"));
        awaitWarning("server.json: broken");
        azure.publish(published(7));
        azure.corrupt("ca 7");
        awaitWarning("tls/ca.pem: expected sha256");

        assertThat(consulPid()).isEqualTo(pid);
        assertThat(health().path("ApplicationHealthState").asText()).isEqualTo("Healthy");
        assertThat(Files.readSymbolicLink(root.resolve("etc/consul.d/current"))).hasToString("gen-5");
        assertThat(consulLog()).doesNotContain("reloaded");

        azure.publish(published(8).restart());
        awaitHealthy(8);
        patiently().until(() -> consulPid() != pid);
        assertThat(consulLog()).contains("ended");

        var eighth = consulPid();
        azure.publish(published(9).restart().program(CONSUL.replace("started", "another started")));
        awaitHealthy(9);
        patiently().until(() -> consulPid() != eighth);
        patiently().until(() -> consulLog().contains("another started"));
        azure.publish(published(10).restart().program(CONSUL + "# a third"));
        azure.corrupt(CONSUL + "# a third");
        awaitWarning("generation 10: the program: expected sha256");
        assertThat(health().path("ApplicationHealthState").asText()).isEqualTo("Healthy");

        var last = consulPid();
        hostManager.destroy();
        hostManager.waitFor();
        assertThat(ProcessHandle.of(last).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private static Signed published(long generation) {
        return Signed.generation(generation)
                .file("server.json", "{\"generation\": " + generation + "}")
                .file("tls/ca.pem", "ca " + generation, "0644")
                .file("tls/server-key.pem", "key " + generation, "0600");
    }

    private Process startHostManager(String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djavax.net.ssl.trustStore=" + keystore.file(),
                "-Djavax.net.ssl.trustStorePassword=" + Keystore.PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                HostManager.class.getName(),
                "--root=" + root,
                "--consul=" + outside.resolve("consul"),
                "--poll-interval=PT0.3S",
                "--health-port=" + healthPort));
        command.addAll(List.of(more));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(outside.resolve("log").toFile()));
        builder.environment().put("AZURE_POD_IDENTITY_AUTHORITY_HOST", azure.metadataUrl());
        var process = builder.start();
        started.add(process);
        return process;
    }

    /** On a busy machine, and while the health endpoint is not there yet. */
    private static ConditionFactory patiently() {
        return await().atMost(ofSeconds(90)).ignoreExceptionsInstanceOf(IOException.class);
    }

    private void awaitHealthy(long generation) {
        patiently().untilAsserted(() -> {
            assertThat(health().path("ApplicationHealthState").asText()).isEqualTo("Healthy");
            assertThat(health().path("loadedGeneration").asLong()).isEqualTo(generation);
        });
    }

    private void awaitWarning(String part) {
        patiently().untilAsserted(() -> assertThat(health().path("warnings").toString())
                .contains(part));
    }

    private JsonNode health() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + healthPort + "/health"))
                .timeout(ofSeconds(5))
                .build();
        return new JsonMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private long consulPid() throws IOException {
        return new JsonMapper()
                .readTree(root.resolve("var/lib/proconsul/consul.pid.json").toFile())
                .path("pid")
                .asLong();
    }

    private String consulLog() throws IOException {
        var log = root.resolve("var/log/consul.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
