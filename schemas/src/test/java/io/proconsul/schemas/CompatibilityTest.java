package io.proconsul.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.wire.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Old and new must read each other, in envelopes and payloads, across all releases: services are replaced one by one,
 * and journals and states outlive them. To write the files of a release:
 * {@code mvn test -pl schemas -Dtest=CompatibilityTest -Dproconsul.release=v2}.
 */
class CompatibilityTest {

    private static final Path RELEASED = Path.of("released");

    @BeforeAll
    static void writeReleaseIfAsked() throws IOException {
        var release = System.getProperty("proconsul.release");
        if (release == null) {
            return;
        }
        var folder = Files.createDirectories(RELEASED.resolve(release));
        for (var schema : Samples.records()) {
            Files.writeString(folder.resolve(schema.getName() + ".avsc"), pretty(schema), UTF_8);
        }
        var index = RELEASED.resolve("index");
        var releases = Files.readAllLines(index, UTF_8);
        if (!releases.contains(release)) {
            Files.write(
                    index, Stream.concat(releases.stream(), Stream.of(release)).toList(), UTF_8);
        }
    }

    private static String pretty(Schema schema) throws IOException {
        return new ObjectMapper().readTree(schema.toString()).toPrettyString() + "\n";
    }

    static List<Path> releasedSchemas() throws IOException {
        try (var files = Files.walk(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releasedSchemas")
    void theSchemaOfTodayGetsAlongWithEveryReleasedOne(Path file) throws IOException {
        var released = new Schema.Parser().parse(Files.readString(file, UTF_8));
        var today = Samples.records().stream()
                .filter(schema -> schema.getFullName().equals(released.getFullName()))
                .findFirst();

        assertThat(today).as("a released record is never removed").isPresent();
        assertThat(Compatibility.FULL_TRANSITIVE.problems(today.orElseThrow(), List.of(released)))
                .isEmpty();
    }

    @Test
    void everyReleaseIsInTheIndexThatPayloadsAreReadBy() throws IOException {
        try (var folders = Files.list(RELEASED)) {
            var names = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString());
            assertThat(ReleasedSchemas.releases()).containsExactlyInAnyOrderElementsOf(names.toList());
        }
        assertThat(ReleasedSchemas.of("PrepareNetwork")).isNotEmpty();
    }

    @Test
    void theCheckFindsAFieldWithoutDefaultInBothDirections() {
        var more = SchemaBuilder.record("Timer")
                .namespace("io.proconsul.wire")
                .fields()
                .requiredString("sagaId")
                .requiredString("added")
                .endRecord();

        assertThat(Compatibility.FULL_TRANSITIVE.problems(more, List.of(Timer.getClassSchema())))
                .anyMatch(problem ->
                        problem.startsWith("the new schema cannot read the old one") && problem.contains("added"))
                .anyMatch(problem ->
                        problem.startsWith("the old schema cannot read the new one") && problem.contains("step"));
    }
}
