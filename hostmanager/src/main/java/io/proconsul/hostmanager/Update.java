package io.proconsul.hostmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.hostmanager.azure.Container;
import io.proconsul.hostmanager.azure.Fetched;
import io.proconsul.hostmanager.generation.Adoption;
import io.proconsul.hostmanager.generation.Inventory;
import io.proconsul.hostmanager.generation.ProgramStore;
import io.proconsul.hostmanager.manifest.FileEntry;
import io.proconsul.hostmanager.manifest.ManifestVerifier;
import io.proconsul.hostmanager.manifest.ProgramEntry;
import io.proconsul.hostmanager.manifest.Reading;
import io.proconsul.hostmanager.manifest.VerifiedManifest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One round: is there a newer generation, may it be used, and if so make it current. One thread at a time. */
final class Update {
    private final String manifestPath;
    private final Container container;
    private final ManifestVerifier verifier;
    private final Switch generations;
    private final ProgramStore programs;

    /** The version of the manifest that needs no second look. */
    private Optional<String> settled = Optional.empty();

    Update(
            String manifestPath,
            Container container,
            ManifestVerifier verifier,
            Switch generations,
            ProgramStore programs) {
        this.manifestPath = manifestPath;
        this.container = container;
        this.verifier = verifier;
        this.generations = generations;
        this.programs = programs;
    }

    Poll round(Inventory disk, String address) throws InterruptedException {
        var answer = container.fetch(manifestPath, settled, ManifestVerifier.MAX_ENVELOPE_BYTES);
        if (answer instanceof Fetched.Unavailable unavailable) {
            return new Poll.Failed(unavailable.reason());
        }
        if (answer instanceof Fetched.Unchanged) {
            return new Poll.Current(Optional.empty());
        }
        var found = (Fetched.Found) answer;
        var poll = weigh(found, disk, address);
        if (!(poll instanceof Poll.Failed)) {
            settled = Optional.of(found.etag());
        }
        return poll;
    }

    private Poll weigh(Fetched.Found found, Inventory disk, String address) throws InterruptedException {
        var reading = verifier.verify(new String(found.content().bytes(), UTF_8));
        if (reading instanceof Reading.Refused refused) {
            return new Poll.Refused(refused.reason());
        }
        var adoption = Adoption.decide(disk, ((Reading.Accepted) reading).manifest());
        if (adoption instanceof Adoption.Refuse refuse) {
            return new Poll.Refused(refuse.reason());
        }
        return adoption instanceof Adoption.Adopt adopt
                ? adopt(adopt.manifest(), address, found.clockSkew())
                : new Poll.Current(Optional.of(found.clockSkew()));
    }

    private Poll adopt(VerifiedManifest manifest, String address, Duration clockSkew) throws InterruptedException {
        var contents = new HashMap<String, byte[]>();
        try {
            for (var file : manifest.manifest().files()) {
                var trouble = fetch(file, contents);
                if (trouble.isPresent()) {
                    return new Poll.Failed("generation %d: %s".formatted(manifest.generation(), trouble.get()));
                }
            }
            for (var program : manifest.manifest().programs()) {
                var trouble = fetch(program);
                if (trouble.isPresent()) {
                    return new Poll.Failed("generation %d: %s".formatted(manifest.generation(), trouble.get()));
                }
            }
            return switchTo(manifest, contents, address, clockSkew);
        } catch (IOException e) {
            return new Poll.Failed("generation %d cannot be written: %s".formatted(manifest.generation(), e));
        } finally {
            contents.values().forEach(bytes -> java.util.Arrays.fill(bytes, (byte) 0));
        }
    }

    /** Has the program on disk, or says why it is not there. */
    private Optional<String> fetch(ProgramEntry program) throws IOException {
        if (programs.damage(program).isEmpty()) {
            return Optional.empty();
        }
        var trouble = container.save(program.blob(), programs.draft(program), program.size());
        return trouble.isPresent() ? trouble : programs.accept(program);
    }

    /** Adds the file's content, or says why there is none. */
    private Optional<String> fetch(FileEntry file, Map<String, byte[]> contents) {
        var answer = container.fetch(file.blob(), Optional.empty(), file.size());
        if (answer instanceof Fetched.Found found) {
            var bytes = found.content().bytes();
            contents.put(file.path(), bytes);
            return file.mismatch(bytes);
        }
        return Optional.of(
                answer instanceof Fetched.Unavailable unavailable
                        ? unavailable.reason()
                        : file.blob() + ": no content");
    }

    private Poll switchTo(VerifiedManifest manifest, Map<String, byte[]> contents, String address, Duration clockSkew)
            throws IOException, InterruptedException {
        var result = generations.to(manifest, contents, address);
        return result instanceof Switch.Result.Done done
                ? new Poll.Switched(done.generation(), clockSkew)
                : new Poll.Refused("generation %d: %s"
                        .formatted(manifest.generation(), ((Switch.Result.Unfit) result).complaint()));
    }
}
