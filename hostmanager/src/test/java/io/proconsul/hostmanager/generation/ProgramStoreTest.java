package io.proconsul.hostmanager.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.hostmanager.manifest.ProgramEntry;
import io.proconsul.hostmanager.manifest.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramStoreTest {
    @TempDir
    Path directory;

    @Test
    void aProgramCanBeExecutedOnceItIsWhole() throws IOException {
        var program = program("consul 1");
        var store = store(new PosixDisk());

        Files.writeString(store.draft(program), "consul 1");
        assertThat(store.damage(program)).isPresent();
        assertThat(store.accept(program)).isEmpty();

        assertThat(store.damage(program)).isEmpty();
        assertThat(Files.isExecutable(store.path(program))).isTrue();
        assertThat(store.path(program)).hasContent("consul 1");
    }

    @Test
    void whatIsNotWhatWasSignedIsNoProgram() throws IOException {
        var program = program("consul 1");
        var store = store(new PosixDisk());

        Files.writeString(store.draft(program), "locust 1");
        assertThat(store.accept(program).orElse("")).contains("expected sha256");
        Files.writeString(store.draft(program), "consul");
        assertThat(store.accept(program).orElse("")).contains("expected 8 bytes, found 6");

        assertThat(store.damage(program).orElse("")).contains("is missing");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void isThereWholeOrNotAtAllAfterACrashAtAnyStepAndCanBeFetchedAgain() throws IOException {
        var program = program("consul 1");
        var crashes = 0;
        for (var steps = 0; crashesAfter(steps, program); steps++, crashes++) {
            var store = store(new PosixDisk());
            if (store.damage(program).isPresent()) {
                assertThat(store.path(program)).doesNotExist();
            }

            Files.writeString(store.draft(program), "consul 1");
            assertThat(store.accept(program)).isEmpty();
            new PosixDisk().remove(directory.resolve(program.sha256()));
        }
        assertThat(crashes).isGreaterThan(5);
    }

    @Test
    void keepsTheNewestAndTheOneInUse() throws IOException {
        var store = store(new PosixDisk());
        for (int age = 5; age >= 1; age--) {
            var program = program("consul " + age);
            Files.writeString(store.draft(program), "consul " + age);
            store.accept(program);
            Files.setLastModifiedTime(directory.resolve(program.sha256()), FileTime.fromMillis(1_000L * (10 - age)));
        }
        store.draft(program("half"));

        store.retire(Optional.of(program("consul 5")));

        assertThat(directory)
                .isDirectoryContaining(path -> path.endsWith(program("consul 5").sha256()))
                .isDirectoryContaining(path -> path.endsWith(program("consul 1").sha256()))
                .isDirectoryContaining(path -> path.endsWith(program("consul 2").sha256()))
                .satisfies(folder -> assertThat(folder.toFile().list()).hasSize(3));
    }

    private boolean crashesAfter(int steps, ProgramEntry program) throws IOException {
        try {
            var store = store(new CrashingDisk(steps));
            Files.writeString(store.draft(program), "consul 1");
            store.accept(program);
            return false;
        } catch (CrashingDisk.PowerLoss expected) {
            return true;
        }
    }

    private ProgramStore store(Disk disk) {
        return new ProgramStore(directory, disk);
    }

    private static ProgramEntry program(String content) {
        return Signed.generation(1).program(content).manifest().program().orElseThrow();
    }
}
