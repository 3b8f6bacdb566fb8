package io.proconsul.hostmanager.generation;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.proconsul.hostmanager.manifest.FileEntry;
import io.proconsul.hostmanager.manifest.ManifestVerifier;
import io.proconsul.hostmanager.manifest.Reading;
import io.proconsul.hostmanager.manifest.VerifiedManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads generations back and believes nothing: signature and hashes are checked as if they had just been fetched. */
public final class GenerationReader {
    private final Path directory;
    private final ManifestVerifier verifier;
    private final ProgramStore programs;

    public GenerationReader(Path directory, ManifestVerifier verifier, ProgramStore programs) {
        this.directory = directory;
        this.verifier = verifier;
        this.programs = programs;
    }

    /** @param remembered the highest generation on record, whatever {@code current} says */
    public Inventory read(long remembered) throws IOException {
        var current = currentNumber();
        if (current.isEmpty()) {
            return new Inventory(Optional.empty(), remembered, List.of());
        }
        var highest = Math.max(remembered, current.get());
        var damage = new ArrayList<String>();
        for (var name : GenerationNames.in(directory)) {
            if (name.number() > current.get() || name.unfinished()) {
                continue; // never made current: nothing has vouched for it
            }
            var generation = load(name.number(), damage);
            if (generation.isPresent()) {
                return new Inventory(generation, highest, damage);
            }
        }
        damage.add("no intact generation is left");
        return new Inventory(Optional.empty(), highest, damage);
    }

    private Optional<Long> currentNumber() throws IOException {
        var link = directory.resolve(GenerationStore.CURRENT);
        return Files.isSymbolicLink(link)
                ? GenerationNames.parse(Files.readSymbolicLink(link)).map(GenerationNames.Name::number)
                : Optional.empty();
    }

    private Optional<Generation> load(long number, List<String> damage) {
        var path = directory.resolve(new GenerationNames.Name(number, false).toString());
        try {
            var reading = verifier.verify(
                    readBounded(path.resolve(GenerationStore.MANIFEST), ManifestVerifier.MAX_ENVELOPE_BYTES));
            if (reading instanceof Reading.Refused refused) {
                damage.add("generation %d: %s".formatted(number, refused.reason()));
                return Optional.empty();
            }
            var manifest = ((Reading.Accepted) reading).manifest();
            var mismatches = mismatches(path, number, manifest);
            damage.addAll(mismatches);
            return mismatches.isEmpty() ? Optional.of(new Generation(manifest, path)) : Optional.empty();
        } catch (NoSuchFileException e) {
            damage.add("generation %d: %s is missing".formatted(number, directory.relativize(Path.of(e.getFile()))));
        } catch (IOException e) {
            damage.add("generation %d cannot be read: %s".formatted(number, e));
        }
        return Optional.empty();
    }

    private List<String> mismatches(Path path, long number, VerifiedManifest manifest) throws IOException {
        var found = new ArrayList<String>();
        if (manifest.generation() != number) {
            found.add("generation %d holds the files of generation %d".formatted(number, manifest.generation()));
        }
        for (var program : manifest.manifest().programs()) {
            programs.damage(program).ifPresent(why -> found.add("generation " + number + ": " + why));
        }
        for (FileEntry file : manifest.manifest().files()) {
            var target = path.resolve(file.path());
            if (!Files.isRegularFile(target, NOFOLLOW_LINKS)) {
                found.add("generation %d: %s is missing or not a plain file".formatted(number, file.path()));
            } else {
                file.mismatch(Files.readAllBytes(target))
                        .ifPresent(why -> found.add("generation " + number + ": " + why));
            }
        }
        return found;
    }

    private static String readBounded(Path file, int limit) throws IOException {
        if (Files.size(file) > limit) {
            throw new IOException(file.getFileName() + " is larger than " + limit + " bytes");
        }
        return Files.readString(file);
    }
}
