package io.proconsul.orchestrator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.orchestrator.cluster.ClusterSagas;
import io.proconsul.saga.Definition;
import io.proconsul.wire.state.SubjectRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A released version of a saga never changes: the same inputs lead to the same events and to the same state for ever. Each
 * version has a frozen journal. {@code -Dproconsul.golden=write} writes the journals that are missing, and no other.
 */
class GoldenJournalsTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Path SCHEMA = FOLDER.resolve("SubjectRecord.avsc");

    @BeforeAll
    static void writeWhatIsMissingIfAsked() throws IOException {
        if (System.getProperty("proconsul.golden", "").equals("write")) {
            writeIfMissing(SCHEMA, SubjectRecord.getClassSchema().toString() + "\n");
            for (var definition : versions().toList()) {
                writeIfMissing(file(definition), new GoldenStories(schema()).of(definition));
            }
        }
    }

    private static void writeIfMissing(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, text, UTF_8);
        }
    }

    static Stream<Definition<?, ?>> versions() {
        return ClusterSagas.definitions().all().stream();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void replaysIdentically(Definition<?, ?> definition) throws IOException {
        assertThat(file(definition))
                .as("the frozen journal; -Dproconsul.golden=write writes that of a new version")
                .exists()
                .hasContent(new GoldenStories(schema()).of(definition));
    }

    @Test
    void noVersionIsDroppedThatMayStillBeRunning() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.filter(file -> file.toString().endsWith(".journal")))
                    .containsExactlyInAnyOrderElementsOf(
                            versions().map(GoldenJournalsTest::file).toList());
        }
    }

    private static Path file(Definition<?, ?> definition) {
        return FOLDER.resolve(
                definition.saga().name() + "-v" + definition.saga().version() + ".journal");
    }

    /** The state's schema of the time when the first journal was frozen: states are compared by what it knew. */
    private static Schema schema() throws IOException {
        return new Schema.Parser().parse(Files.readString(SCHEMA, UTF_8));
    }
}
