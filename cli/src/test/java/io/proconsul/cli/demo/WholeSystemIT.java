package io.proconsul.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.cli.demo.DemoRun.Choice;
import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.ledger.Ledger;
import io.proconsul.local.secrets.Secret;
import io.proconsul.local.secrets.SecretScan;
import io.proconsul.local.secrets.TopicScan;
import io.proconsul.local.stack.LocalStack;
import io.proconsul.schemas.MessageHeaders;
import io.proconsul.schemas.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole system as a customer meets it: every service a process of its own, in one stack for all tests. */
class WholeSystemIT {
    private static final StackOptions ALL = new StackOptions(1, Cloud.QUICK, Extent.ALL);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Set<String> WORK = Set.of(
            Topics.TASKS_INFRA.name(),
            Topics.TASKS_CERT.name(),
            Topics.TASKS_SNAPSHOT.name(),
            Topics.TASK_RESULTS.name());
    private static final List<String> KILLED = List.of(
            "kafka-1",
            "schema-registry",
            "vault",
            "saga-orchestrator",
            "api-gateway",
            "worker-infra",
            "worker-cert",
            "worker-snapshot");

    @TempDir
    private static Path folder = Path.of("");

    private static LocalStack stack = new LocalStack(new Installation(Path.of("..")), new StateFolder(folder));

    @BeforeAll
    static void up() throws InterruptedException {
        stack = new LocalStack(new Installation(Path.of("..")), new StateFolder(folder));
        stack.up(ALL, status -> {});
    }

    @AfterAll
    static void down() throws InterruptedException {
        stack.down();
    }

    @Test
    void createsAndDeletesAClusterWhileEachServiceIsKilledOnce() throws Exception {
        var seed = System.nanoTime();
        var begin = Instant.now();
        var kills = killEachOnce(new Random(seed));

        var report = demo(new Choice(3, "", true, true));

        kills.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(stack.status().orElseThrow().services())
                .filteredOn(service -> KILLED.contains(service.name()))
                .allSatisfy(service -> assertThat(service.restarts()).isPositive())
                .hasSameSizeAs(KILLED);
        assertThat(report.path("state").asText()).as("seed %d", seed).isEqualTo("RUNNING");
        assertThat(report.path("zones").toString()).isEqualTo("[1,2,3]");
        assertThat(report.path("resources_created").asInt()).isGreaterThan(20);
        assertThat(scaleSetsCreatedSince(begin)).as("seed %d", seed).hasSize(5).doesNotHaveDuplicates();
        assertThat(report.path("tokens_given").asInt()).isEqualTo(2);
        assertThat(report.path("peering_state").asText()).isEqualTo("Connected");
        assertThat(report.path("snapshots_restored").asInt()).isEqualTo(1);
        assertThat(report.path("upgraded_to").asText()).isEqualTo("v1.21.4+ent");
        assertThat(report.path("least_servers_up").asInt())
                .as("a quorum of three")
                .isGreaterThanOrEqualTo(2);
        assertThat(report.path("writes_kept").asInt()).isPositive();
        assertThat(report.path("grown_to").asInt()).isEqualTo(5);
        assertThat(report.path("secrets_known").asInt()).isGreaterThan(15);
        assertNothingIsLeft(report);
        assertEveryTaskBelongsToTheTraceOfARequest();
        assertTheClusterThatIsGoneIsBilled();
    }

    @Test
    void undoesAClusterThatFailsAfterItsServersWereLaunched() throws Exception {
        var report = demo(new Choice(3, "await-quorum", true, true));

        assertThat(report.path("state").asText()).isEqualTo("FAILED");
        assertThat(report.path("left_by_compensation").asInt()).isZero();
        assertNothingIsLeft(report);
    }

    @Test
    void findsASecretThatIsInATopicAndInALog() throws Exception {
        var status = stack.status().orElseThrow();
        var secret = "a-secret-that-got-away";
        var kafka = String.valueOf(status.endpoints().get("kafka"));
        Files.writeString(folder.resolve("logs/careless.log"), "Authorization: Bearer " + secret);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.DEAD_LETTERS.name(), secret))
                    .get();
        }

        var scan = SecretSearch.of(stack, status, List.of(Secret.of("token", secret)));

        assertThat(scan.findings())
                .extracting(SecretScan.Finding::place)
                .anyMatch(place -> place.startsWith("topic " + Topics.DEAD_LETTERS.name()))
                .anyMatch(place -> place.endsWith("careless.log"));
    }

    /** One after the other, in any order, a few seconds apart. */
    private static CompletableFuture<Void> killEachOnce(Random random) {
        var order = new ArrayList<>(KILLED);
        Collections.shuffle(order, random);
        var kills = new ArrayList<CompletableFuture<Void>>();
        long at = 0;
        for (var name : order) {
            at += random.nextInt(1000, 5000);
            kills.add(CompletableFuture.runAsync(
                    () -> kill(name), CompletableFuture.delayedExecutor(at, TimeUnit.MILLISECONDS)));
        }
        return CompletableFuture.allOf(kills.toArray(CompletableFuture[]::new));
    }

    private static void kill(String name) {
        stack.status().orElseThrow().services().stream()
                .filter(service -> service.name().equals(name))
                .flatMap(service -> Stream.ofNullable(service.process()))
                .flatMap(process -> process.find().stream())
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** As the cloud saw it: a repeated PUT is answered with 200, the first with 201. */
    private static List<String> scaleSetsCreatedSince(Instant begin) {
        return Ledger.read(stack.state().azure().resolve("ledger.jsonl")).stream()
                .filter(call -> call.at().isAfter(begin))
                .filter(call -> call.method().equals("PUT") && call.status() == 201)
                .map(call -> call.path())
                .filter(path -> path.matches(".*/virtualMachineScaleSets/[^/]+"))
                .toList();
    }

    private static void assertEveryTaskBelongsToTheTraceOfARequest() {
        var requests = new HashSet<String>();
        var work = new HashSet<String>();
        var kafka = String.valueOf(stack.status().orElseThrow().endpoints().get("kafka"));
        TopicScan.read(kafka, record -> {
            if (record.topic().equals(Topics.CLUSTER_COMMANDS.name())) {
                requests.add(trace(record));
            } else if (WORK.contains(record.topic())) {
                work.add(trace(record));
            }
        });
        assertThat(work).isNotEmpty().isSubsetOf(requests);
    }

    /** By a gateway that has been killed meanwhile; the demonstration itself has waited for the first hour. */
    private static void assertTheClusterThatIsGoneIsBilled() throws Exception {
        var desk = new BillingDesk(stack);
        var started = desk.starts();
        assertThat(started).isNotEmpty();

        var report = desk.report(started.get(started.size() - 1));

        assertThat(report).isNotEmpty().allSatisfy(item -> {
            assertThat(item.path("plan").asText()).isEqualTo("on-demand-v2");
            assertThat(item.path("cost").decimalValue()).isPositive();
            assertThat(item.at("/dimensions/0/tiers/0/units").asInt()).isEqualTo(3);
        });
    }

    /** The trace id in the W3C header: 32 hex digits behind the version. */
    private static String trace(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader(MessageHeaders.TRACEPARENT);
        return header == null ? "none in " + record.topic() : new String(header.value(), UTF_8).substring(3, 35);
    }

    private static JsonNode demo(Choice choice) throws Exception {
        var text = new StringWriter();
        var run = new DemoRun(stack, ALL, new PrintWriter(text, true));

        int code = run.call(choice, status -> {});

        assertThat(code).as(text.toString()).isZero();
        var last = text.toString().lines().reduce("", (earlier, later) -> later);
        return new ObjectMapper().readTree(last);
    }

    private static void assertNothingIsLeft(JsonNode report) {
        assertThat(report.path("resources_left").asInt()).isZero();
        assertThat(report.path("blobs_left").asInt()).isZero();
        assertThat(report.path("peerings_left").asInt()).isZero();
        assertThat(report.path("secrets_found_in_plaintext").asInt()).isZero();
    }
}
