package io.proconsul.hostmanager.consul;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.proconsul.hostmanager.generation.Disk;
import io.proconsul.hostmanager.generation.Generation;
import io.proconsul.hostmanager.generation.ProgramStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code consul} executable and how it is called.
 *
 * @param program the image's own: a name on the PATH, or a path
 * @param programs those that generations bring
 * @param configDirectory holds the generations; Consul's working directory, so that {@code tls/...} in its
 *     configuration follows the switch to another generation
 * @param stateDirectory for what is derived from this host alone
 * @param identityClientId which managed identity Consul's auto-join uses
 */
public record ConsulProgram(
        String program,
        ProgramStore programs,
        Path configDirectory,
        Path dataDirectory,
        Path log,
        Path stateDirectory,
        String identityClientId) {
    private static final int VALIDATION_SECONDS = 30;
    private static final int MAX_COMPLAINT = 2000;

    /** Asks Consul whether it would accept the generation; an answer is why not. */
    public Optional<String> complaint(Generation generation, String address, Disk disk)
            throws IOException, InterruptedException {
        var output = stateDirectory.resolve("validate.log");
        var process = new ProcessBuilder(
                        of(generation), "validate", ".", hostPart(address, disk).toString())
                .directory(generation.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(VALIDATION_SECONDS, SECONDS)) {
            process.destroyForcibly();
            return Optional.of("consul validate did not end within " + VALIDATION_SECONDS + " s");
        }
        if (process.exitValue() == 0) {
            return Optional.empty();
        }
        var text = new String(Files.readAllBytes(output), UTF_8).strip();
        return Optional.of("consul validate: " + text.substring(0, Math.min(MAX_COMPLAINT, text.length())));
    }

    /** Starts an agent on the current generation. It outlives this program. */
    Process start(Generation generation, String address) throws IOException {
        var builder = new ProcessBuilder(List.of(
                        of(generation),
                        "agent",
                        "-config-dir=current",
                        "-data-dir=" + dataDirectory,
                        "-bind=" + address,
                        "-client=" + address))
                .directory(configDirectory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("AZURE_CLIENT_ID", identityClientId);
        return builder.start();
    }

    private String of(Generation generation) {
        return generation
                .manifest()
                .manifest()
                .program()
                .map(programs::path)
                .map(Path::toString)
                .orElse(program);
    }

    /** What the agent gets as flags, as a file: {@code consul validate} takes no flags. */
    private Path hostPart(String address, Disk disk) throws IOException {
        var file = stateDirectory.resolve("validate.json");
        var json = new JsonMapper()
                .writeValueAsBytes(
                        Map.of("data_dir", dataDirectory.toString(), "bind_addr", address, "client_addr", address));
        disk.scrub(file);
        disk.createFile(file, json, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
