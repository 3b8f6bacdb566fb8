package io.proconsul.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.local.deployment.Ports;
import io.proconsul.local.deployment.StackOptions;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.stack.StackStatus.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isNotThereBeforeTheFirstStart(@TempDir Path folder) {
        assertThat(new StackFile(new StateFolder(folder)).read()).isEmpty();
    }

    @Test
    void givesBackWhatWasWritten(@TempDir Path folder) {
        var file = new StackFile(new StateFolder(folder));
        var stack = stack(ProcessRef.of(ProcessHandle.current()));

        file.write(stack);

        assertThat(file.read()).contains(stack);
    }

    @Test
    void isForItsOwnerOnly(@TempDir Path folder) throws Exception {
        var state = new StateFolder(folder);

        new StackFile(state).write(stack(new ProcessRef(1, THEN)));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.stackFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void doesNotTakeALaterProcessOfTheSameNumberForTheSupervisor() {
        var stack = stack(new ProcessRef(ProcessHandle.current().pid(), THEN));

        assertThat(stack.isSupervised()).isFalse();
        assertThat(stack.isUp()).isFalse();
    }

    @Test
    void isUpWhileItsSupervisorRuns() {
        assertThat(stack(ProcessRef.of(ProcessHandle.current())).isUp()).isTrue();
    }

    private static StackStatus stack(ProcessRef supervisor) {
        return new StackStatus(
                "5c3b0dd9",
                Phase.UP,
                THEN,
                supervisor,
                new StackOptions(3, 2, Cloud.REALISTIC, Extent.ALL),
                new Ports(Map.of("kafka-1", 20001)),
                Map.of("kafka", "127.0.0.1:20001"),
                List.of(new ServiceStatus(
                        "kafka-1",
                        ServiceState.READY,
                        new ProcessRef(42, THEN),
                        "127.0.0.1:20001",
                        "/state/logs/kafka-1.log",
                        1)),
                null);
    }
}
