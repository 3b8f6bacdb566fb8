package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceIdTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void isTheSameWhenItsProcessReturns() throws IOException {
        var before = idOf(folder.resolve("state"));

        var after = idOf(folder.resolve("state"));

        assertThat(after).isEqualTo(before).isNotBlank();
    }

    @Test
    void isAnotherInAnotherFolder() throws IOException {
        assertThat(idOf(folder.resolve("one"))).isNotEqualTo(idOf(folder.resolve("two")));
    }

    @Test
    void belongsToOneProcessAtATime() throws IOException {
        try (var first = InstanceId.of(folder).orElseThrow()) {
            assertThat(InstanceId.of(folder)).isEmpty();
            assertThat(first.toString()).isNotBlank();
        }

        try (var next = InstanceId.of(folder).orElseThrow()) {
            assertThat(next.toString()).isNotBlank();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAnError() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> InstanceId.of(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    private static String idOf(Path folder) throws IOException {
        try (var id = InstanceId.of(folder).orElseThrow()) {
            return id.toString();
        }
    }
}
