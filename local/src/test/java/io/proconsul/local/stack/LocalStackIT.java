package io.proconsul.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.kafka.FreePorts;
import io.proconsul.local.stack.StackStatus.Phase;
import io.proconsul.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack of broker and registry, run as it is run for real: supervisor and services are processes of their own. */
class LocalStackIT {
    private static final StackOptions BACKBONE = new StackOptions(1, Cloud.QUICK, Extent.BACKBONE);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final List<LocalStack> stacks = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void endWhatIsLeft() throws InterruptedException {
        for (var stack : stacks) {
            stack.down();
        }
    }

    @Test
    void servesTopicsAndSchemasBesideAnotherStackAndIsGoneAfterwards() throws Exception {
        var stack = stack("a");
        var other = stack("b");

        var status = stack.up(BACKBONE, ignored -> {});
        var others = other.up(BACKBONE, ignored -> {});

        assertThat(status.phase()).isEqualTo(Phase.UP);
        assertThat(topics(status))
                .containsAll(Topics.all().stream().map(topic -> topic.name()).toList());
        assertThatThrownBy(() -> stack.up(BACKBONE, ignored -> {})).hasMessageContaining("is up already");
        assertThat(status.ports().byName().values())
                .doesNotContainAnyElementsOf(others.ports().byName().values());

        assertThat(stack.down()).isTrue();

        assertThat(stack.isUp()).isFalse();
        assertThat(Leftovers.find(status)).isEmpty();
        assertThat(FreePorts.isFree(status.ports().of("kafka-1"))).isTrue();
        assertThat(stack.down()).isFalse();
        assertThat(other.isUp()).isTrue();
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        var home = Files.createDirectory(folder.resolve("home"));
        Files.createSymbolicLink(home.resolve("local"), Path.of("").toAbsolutePath());
        var state = new StateFolder(folder.resolve("state"));
        var stack = new LocalStack(new Installation(home), state);
        stacks.add(stack);

        assertThatThrownBy(() -> stack.up(new StackOptions(1, Cloud.QUICK, Extent.ALL), ignored -> {}))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(state.log("supervisor").toString())
                .hasMessageContaining("is it built?");
    }

    @Test
    void startsAServiceAgainThatDiesAndIsCleanedUpAfterACrashOfItsSupervisor() throws Exception {
        var stack = stack("a");
        var status = stack.up(BACKBONE, ignored -> {});
        var broker = process(status, "kafka-1");

        broker.destroyForcibly();

        await().atMost(LIMIT).until(() -> isReadyAgain(stack, "kafka-1", broker.pid()));
        assertThat(topics(stack.status().orElseThrow())).contains(Topics.CLUSTER_STATE.name());

        var supervisor = status.supervisor().find().orElseThrow();
        supervisor.destroyForcibly();
        supervisor.onExit().get(10, TimeUnit.SECONDS);
        assertThat(Leftovers.find(status)).hasSize(2);

        assertThat(stack.down()).isTrue();

        assertThat(Leftovers.find(status)).isEmpty();
        assertThat(stack.status().orElseThrow().phase()).isEqualTo(Phase.DOWN);
    }

    private LocalStack stack(String name) {
        var home = new Installation(Path.of("").toAbsolutePath().resolve(".."));
        var stack = new LocalStack(home, new StateFolder(folder.resolve(name)));
        stacks.add(stack);
        return stack;
    }

    private static boolean isReadyAgain(LocalStack stack, String name, long pidBefore) {
        return service(stack.status().orElseThrow(), name).state() == ServiceState.READY
                && process(stack.status().orElseThrow(), name).pid() != pidBefore;
    }

    private static ServiceStatus service(StackStatus status, String name) {
        return status.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ProcessHandle process(StackStatus status, String name) {
        var process = service(status, name).process();
        assertThat(process).isNotNull();
        return Objects.requireNonNull(process).find().orElseThrow();
    }

    private static Iterable<String> topics(StackStatus status) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", status.endpoints().getOrDefault("kafka", ""));
        try (var admin = Admin.create(settings)) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        }
    }
}
