package io.proconsul.local.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A one-node cluster in a temporary folder, run by the test's own JVM and class path. */
final class ProcessKafka implements KafkaForTests {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int HEAP_MEGABYTES = 384;

    private final Path folder;
    private final KafkaNode node;
    private Process process;

    private ProcessKafka(Path folder, KafkaNode node) throws IOException {
        this.folder = folder;
        this.node = node;
        this.process = launch();
    }

    static ProcessKafka start() {
        try {
            var folder = Files.createTempDirectory("proconsul-kafka-");
            var node = KafkaCluster.open(folder, FreePorts.take(2)).nodes().get(0);
            var kafka = new ProcessKafka(folder, node);
            kafka.awaitReady();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        var command = JavaCommand.java(
                HEAP_MEGABYTES, Broker.class.getName(), node.configuration().toString(), Broker.WHILE_STDIN_IS_OPEN);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("CLASSPATH", JavaCommand.ownClassPath());
        return builder.start();
    }

    private Path log() {
        return folder.resolve("kafka.log");
    }

    /** SIGKILL, and a start at once; returns when it serves again. */
    void killAndStart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch();
        awaitReady();
    }

    private void awaitReady() throws IOException {
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, node.address());
        try (var admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            var log = Files.readString(log());
            close();
            throw new IllegalStateException(
                    "Expected a broker at " + node.address() + " within " + START_LIMIT + ", but it said:\n" + log, e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the broker started", e);
        }
    }

    @Override
    public String bootstrapServers() {
        return node.address();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
