package io.proconsul.local.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** An append-only file of one JSON object a line; a line is readable by others when {@link #append} returns. */
final class JsonLines implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path file;
    private final BufferedWriter out;

    private JsonLines(Path file, BufferedWriter out) {
        this.file = file;
        this.out = out;
    }

    /** Goes on with the file if there is one. */
    static JsonLines open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new JsonLines(
                    file, Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    /** All lines of a file that this or another process writes; an unfinished last line is left out. */
    static <T> List<T> read(Path file, Class<T> type) {
        try {
            var text = Files.readString(file);
            var entries = new ArrayList<T>();
            for (var line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                entries.add(JSON.readValue(line, type));
            }
            return List.copyOf(entries);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    synchronized void append(Object entry) {
        try {
            out.write(JSON.writeValueAsString(entry));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    Path file() {
        return file;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
