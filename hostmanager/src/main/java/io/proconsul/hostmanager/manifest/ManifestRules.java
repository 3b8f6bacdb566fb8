package io.proconsul.hostmanager.manifest;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What even a correctly signed manifest may not ask for: files outside Consul's configuration directory, blobs that are
 * not content-addressed, executable or world-writable files, or more than a host can hold.
 */
final class ManifestRules {
    static final int MAX_FILES = 64;
    static final long MAX_FILE_BYTES = 1 << 20;
    static final long MAX_TOTAL_BYTES = 8L << 20;

    static final long MAX_PROGRAM_BYTES = 1L << 30;

    private static final Pattern PATH = Pattern.compile("(tls/)?[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CONTAINER =
            Pattern.compile("https://[a-z0-9.-]{1,253}(:[0-9]{1,5})?(/[a-z0-9-]{1,63}){1,2}");
    private static final Set<String> MODES = Set.of("0400", "0440", "0444", "0600", "0640", "0644");

    private ManifestRules() {}

    /** The first broken rule, in words. */
    static Optional<String> violation(Manifest manifest) {
        return Stream.of(
                        wholeViolations(manifest),
                        manifest.files().stream().flatMap(ManifestRules::fileViolations),
                        manifest.programs().stream().flatMap(ManifestRules::programViolations))
                .flatMap(each -> each)
                .findFirst();
    }

    private static Stream<String> wholeViolations(Manifest manifest) {
        var files = manifest.files();
        return Stream.of(
                        rule(
                                manifest.generation() > 0,
                                "generation: expected 1 or more, found " + manifest.generation()),
                        rule(!files.isEmpty(), "files: expected at least one"),
                        rule(
                                files.size() <= MAX_FILES,
                                "files: at most " + MAX_FILES + " allowed, found " + files.size()),
                        rule(
                                totalBytes(files) <= MAX_TOTAL_BYTES,
                                "files: at most " + MAX_TOTAL_BYTES + " bytes allowed in all"),
                        rule(pathsAreDistinct(files), "files: a path is listed twice"),
                        rule(
                                manifest.programs().size() <= 1,
                                "programs: at most one allowed, found "
                                        + manifest.programs().size()),
                        rule(
                                manifest.auditContainer().isEmpty()
                                        || CONTAINER
                                                .matcher(manifest.auditContainer())
                                                .matches(),
                                "auditContainer: not the https URL of a container"))
                .flatMap(Optional::stream);
    }

    private static Stream<String> fileViolations(FileEntry file) {
        return Stream.of(
                        rule(
                                PATH.matcher(file.path()).matches()
                                        && !file.path().equals("tls"),
                                "path '%s': only plain file names are allowed, at top level or in tls/"
                                        .formatted(file.path())),
                        rule(SHA256.matcher(file.sha256()).matches(), file.path() + ": sha256 is not 64 hex digits"),
                        rule(
                                file.blob().equals("sha256/" + file.sha256()),
                                file.path() + ": blob must be named sha256/<its hash>, found '" + file.blob() + "'"),
                        rule(
                                file.size() >= 0 && file.size() <= MAX_FILE_BYTES,
                                file.path() + ": size must be 0 to " + MAX_FILE_BYTES + ", found " + file.size()),
                        rule(MODES.contains(file.mode()), file.path() + ": mode '" + file.mode() + "' is not allowed"))
                .flatMap(Optional::stream);
    }

    private static Stream<String> programViolations(ProgramEntry program) {
        return Stream.of(
                        rule(SHA256.matcher(program.sha256()).matches(), "program: sha256 is not 64 hex digits"),
                        rule(
                                program.blob().equals("sha256/" + program.sha256()),
                                "program: blob must be named sha256/<its hash>, found '" + program.blob() + "'"),
                        rule(
                                program.size() > 0 && program.size() <= MAX_PROGRAM_BYTES,
                                "program: size must be 1 to " + MAX_PROGRAM_BYTES + ", found " + program.size()))
                .flatMap(Optional::stream);
    }

    private static boolean pathsAreDistinct(List<FileEntry> files) {
        var seen = new HashSet<String>();
        return files.stream().allMatch(file -> seen.add(file.path()));
    }

    private static long totalBytes(List<FileEntry> files) {
        return files.stream().mapToLong(file -> Math.max(0, file.size())).sum();
    }

    private static Optional<String> rule(boolean kept, String violation) {
        return kept ? Optional.empty() : Optional.of(violation);
    }
}
