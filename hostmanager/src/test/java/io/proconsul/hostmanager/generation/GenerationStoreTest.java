package io.proconsul.hostmanager.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.hostmanager.manifest.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationStoreTest {
    @TempDir
    Path directory;

    @TempDir
    Path programs;

    private final Disk disk = new PosixDisk();

    @Test
    void writesEveryFileWithItsModeAndReadsItBack() throws IOException {
        apply(disk, published(1));

        var generation = read().usable().orElseThrow();

        assertThat(generation.directory()).isEqualTo(directory.resolve("gen-1"));
        assertThat(mode("gen-1")).isEqualTo("rwxr-x---");
        assertThat(mode("gen-1/server.json")).isEqualTo("rw-r-----");
        assertThat(mode("gen-1/tls/server-key.pem")).isEqualTo("rw-------");
        assertThat(Files.readString(directory.resolve("current/server.json"))).isEqualTo("{\"generation\": 1}");
        assertThat(Files.readString(directory.resolve("tls/server-key.pem"))).isEqualTo("key 1");
    }

    @Test
    void isOldOrNewAfterACrashAtAnyStepAndCanThenGoOn() throws IOException {
        apply(disk, published(1));
        var crashes = 0;
        for (var steps = 0; crashesAfter(steps); steps++, crashes++) {
            var inventory = read();

            assertThat(inventory.damage()).isEmpty();
            assertThat(inventory.usable().orElseThrow().number()).isIn(1L, 2L);

            apply(disk, published(2));
            assertThat(read().usable().orElseThrow().number()).isEqualTo(2);
            assertThat(leftovers()).isEmpty();
            startOver();
        }
        assertThat(crashes).as("steps of one apply").isGreaterThan(15);
    }

    @Test
    void survivesACrashAtAnyStepOfTheFirstApply() throws IOException {
        for (var steps = 0; crashesAfter(steps); steps++) {
            assertThat(read().usable().map(Generation::number).orElse(2L)).isEqualTo(2);
            apply(disk, published(2));
            assertThat(read().usable().orElseThrow().number()).isEqualTo(2);
            disk.scrub(directory);
            Files.createDirectory(directory);
        }
    }

    @Test
    void keepsThreeGenerations() throws IOException {
        for (var number = 1; number <= 5; number++) {
            apply(disk, published(number));
        }

        assertThat(GenerationNames.in(directory)).map(Object::toString).containsExactly("gen-5", "gen-4", "gen-3");
    }

    @Test
    void fallsBackOnTheNewestIntactGenerationAndStillKnowsTheHigherNumber() throws IOException {
        apply(disk, published(1));
        apply(disk, published(2));
        apply(disk, published(3));
        Files.writeString(directory.resolve("gen-3/server.json"), "{\"generation\": 9}");
        Files.delete(directory.resolve("gen-2/tls/server-key.pem"));

        var inventory = read();

        assertThat(inventory.usable().orElseThrow().number()).isEqualTo(1);
        assertThat(inventory.highest()).isEqualTo(3);
        assertThat(inventory.damage())
                .hasSize(2)
                .anySatisfy(damage -> assertThat(damage).contains("generation 3", "server.json", "sha256"))
                .anySatisfy(damage -> assertThat(damage).contains("generation 2", "server-key.pem is missing"));
    }

    @Test
    void doesNotStartAGenerationWhoseProgramIsDamaged() throws IOException {
        var store = new ProgramStore(programs, disk);
        apply(disk, published(1));
        var second = published(2).program("consul");
        var program = second.manifest().program().orElseThrow();
        Files.writeString(store.draft(program), "consul");
        assertThat(store.accept(program)).isEmpty();
        apply(disk, second);
        assertThat(read().usable().orElseThrow().number()).isEqualTo(2);

        Files.writeString(store.path(program), "locust");

        var inventory = read();
        assertThat(inventory.usable().orElseThrow().number()).isEqualTo(1);
        assertThat(inventory.damage()).singleElement().satisfies(damage -> assertThat(damage)
                .contains("generation 2: the program: expected sha256"));
    }

    @Test
    void believesNoPlantedLinkAndNoForgedManifest() throws IOException {
        apply(disk, published(1));
        var key = directory.resolve("gen-1/tls/server-key.pem");
        var elsewhere = Files.writeString(directory.resolve("elsewhere"), "key 1");
        Files.delete(key);
        Files.createSymbolicLink(key, elsewhere);

        assertThat(read().usable()).isEmpty();

        apply(disk, published(2));
        var forged = Signed.envelope(Signed.json(published(2).manifest()), Signed.keys());
        Files.writeString(directory.resolve("gen-2/manifest.signed"), forged);

        assertThat(read().usable()).isEmpty();
    }

    @Test
    void runsNothingThatWasNeverMadeCurrent() throws IOException {
        apply(disk, published(1));
        new GenerationStore(directory, disk)
                .write(published(2).verified(), published(2).contents());

        assertThat(read().usable().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void leavesTheOldGenerationAloneWhenTheDiskIsFull() throws IOException {
        apply(disk, published(1));
        var full = new FullDisk();

        assertThatThrownBy(() -> apply(full, published(2))).isInstanceOf(IOException.class);

        assertThat(read().usable().orElseThrow().number()).isEqualTo(1);
        assertThat(leftovers()).isEmpty();
    }

    private static Signed published(long number) {
        return Signed.generation(number)
                .file("server.json", "{\"generation\": " + number + "}")
                .file("tls/ca.pem", "ca", "0644")
                .file("tls/server-key.pem", "key " + number, "0600");
    }

    private void apply(Disk onto, Signed published) throws IOException {
        var store = new GenerationStore(directory, onto);
        var generation = store.write(published.verified(), published.contents());
        store.commit(generation);
        store.retire(generation);
    }

    private boolean crashesAfter(int steps) throws IOException {
        try {
            apply(new CrashingDisk(steps), published(2));
            return false;
        } catch (CrashingDisk.PowerLoss expected) {
            return true;
        }
    }

    private void startOver() throws IOException {
        disk.scrub(directory);
        Files.createDirectory(directory);
        apply(disk, published(1));
    }

    private List<Path> leftovers() throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.filter(entry -> entry.toString().endsWith(".new")).toList();
        }
    }

    private Inventory read() throws IOException {
        return new GenerationReader(directory, Signed.verifier(), new ProgramStore(programs, disk)).read(0);
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(path)));
    }

    /** Has no room for private keys. */
    private static final class FullDisk implements Disk {
        private final Disk disk = new PosixDisk();

        @Override
        public void createDirectory(Path path, java.util.Set<java.nio.file.attribute.PosixFilePermission> permissions)
                throws IOException {
            disk.createDirectory(path, permissions);
        }

        @Override
        public void createFile(
                Path file, byte[] content, java.util.Set<java.nio.file.attribute.PosixFilePermission> permissions)
                throws IOException {
            if (file.endsWith("server-key.pem")) {
                throw new IOException("No space left on device");
            }
            disk.createFile(file, content, permissions);
        }

        @Override
        public void createLink(Path link, Path target) throws IOException {
            disk.createLink(link, target);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            disk.rename(from, to);
        }

        @Override
        public void sync(Path path) throws IOException {
            disk.sync(path);
        }

        @Override
        public void settle(Path file, java.util.Set<java.nio.file.attribute.PosixFilePermission> permissions)
                throws IOException {
            disk.settle(file, permissions);
        }

        @Override
        public void remove(Path path) throws IOException {
            disk.remove(path);
        }

        @Override
        public void scrub(Path path) throws IOException {
            disk.scrub(path);
        }
    }
}
