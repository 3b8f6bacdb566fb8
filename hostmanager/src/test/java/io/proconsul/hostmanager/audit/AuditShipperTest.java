package io.proconsul.hostmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.hostmanager.azure.LogContainer;
import io.proconsul.hostmanager.generation.PosixDisk;
import io.proconsul.hostmanager.health.StatusBoard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditShipperTest {
    private static final String URL = "https://logs.blob.core.windows.net/audit";

    @TempDir
    Path log;

    @TempDir
    Path state;

    private final Container container = new Container();
    private final StatusBoard board = new StatusBoard(Clock.systemUTC());
    private Optional<String> wanted = Optional.of(URL);

    @Test
    void whatConsulWritesArrivesLineByLineAndOnce() throws IOException {
        append("audit.json", "{\"id\":1}\n{\"id\":2}\n{\"id\":");
        shipper().round();
        assertThat(container.all()).isEqualTo("{\"id\":1}\n{\"id\":2}\n");

        append("audit.json", "3}\n");
        shipper().round();
        shipper().round();

        assertThat(container.all()).isEqualTo("{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n");
        assertThat(container.blobs).hasSize(2);
        assertThat(container.blobs.keySet())
                .allMatch(name -> name.matches("c0af-1/[0-9a-f]{16}/\\d{15}\\.json"), "its node, its file, its place");
    }

    @Test
    void aFileThatIsRenamedIsTheSameFile() throws IOException {
        append("audit.json", "{\"id\":1}\n");
        shipper().round();
        append("audit.json", "{\"id\":2}\n");
        Files.move(log.resolve("audit.json"), log.resolve("audit-1767225600000000000.json"));
        append("audit.json", "{\"id\":3}\n");

        shipper().round();

        assertThat(container.blobs.values()).containsExactlyInAnyOrder("{\"id\":1}\n", "{\"id\":2}\n", "{\"id\":3}\n");
    }

    @Test
    void aCrashBetweenTheBlobAndItsRecordLeavesNothingOutAndNothingTwice() throws IOException {
        append("audit.json", "{\"id\":1}\n");
        shipper().round();
        Files.delete(state.resolve("audit.json"));
        append("audit.json", "{\"id\":2}\n");

        shipper().round();

        assertThat(container.all()).isEqualTo("{\"id\":1}\n{\"id\":2}\n");
    }

    @Test
    void whatCannotBeCopiedWaitsAndIsSaid() throws IOException {
        append("audit.json", "{\"id\":1}\n");
        container.refusal = "HTTP 403 AuthorizationPermissionMismatch";
        shipper().round();
        assertThat(board.status().warnings())
                .containsExactly("the audit log cannot be copied: HTTP 403 AuthorizationPermissionMismatch");

        container.refusal = "";
        shipper().round();

        assertThat(container.all()).isEqualTo("{\"id\":1}\n");
        assertThat(board.status().warnings()).isEmpty();
    }

    @Test
    void nothingIsCopiedUnlessThatIsWanted() throws IOException {
        append("audit.json", "{\"id\":1}\n");
        wanted = Optional.empty();

        shipper().round();

        assertThat(container.blobs).isEmpty();
    }

    @Test
    void muchIsCopiedInPiecesOfWholeLines() throws IOException {
        var line = "x".repeat(1000) + "\n";
        append("audit.json", "{\"id\":1}\n" + line.repeat(3000));

        shipper().round();

        assertThat(container.blobs).hasSize(3);
        assertThat(container.blobs.values()).allMatch(lines -> lines.endsWith("\n"));
        assertThat(container.all()).hasSize(9 + 3000 * 1001);
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(log.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private AuditShipper shipper() {
        return new AuditShipper(
                "c0af-1", log, state, new PosixDisk(), () -> wanted, url -> container, board, Duration.ofSeconds(1));
    }

    private static final class Container implements LogContainer {
        private final TreeMap<String, String> blobs = new TreeMap<>();
        private String refusal = "";

        @Override
        public long put(String blob, byte[] content) throws IOException {
            if (!refusal.isEmpty()) {
                throw new IOException(refusal);
            }
            blobs.putIfAbsent(blob, new String(content, StandardCharsets.UTF_8));
            return Objects.requireNonNull(blobs.get(blob)).length();
        }

        private String all() {
            return String.join("", blobs.values());
        }
    }
}
