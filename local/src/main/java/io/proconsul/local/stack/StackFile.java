package io.proconsul.local.stack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.tls.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code stack.json}: replaced as a whole, so that a reader never sees half of it. */
public final class StackFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Path file;

    public StackFile(StateFolder state) {
        this.file = state.stackFile();
    }

    /** Empty if no stack was ever started there. */
    public Optional<StackStatus> read() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), StackStatus.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    public void write(StackStatus status) {
        OwnerOnly.write(file, text(status).getBytes(StandardCharsets.UTF_8));
    }

    public static String text(StackStatus status) {
        try {
            return JSON.writeValueAsString(status) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
