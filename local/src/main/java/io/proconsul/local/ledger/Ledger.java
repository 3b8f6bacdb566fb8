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

/** An append-only file of entries, one JSON object a line; a line is readable by others when {@link #append} returns. */
public final class Ledger implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path file;
    private final BufferedWriter out;

    private Ledger(Path file, BufferedWriter out) {
        this.file = file;
        this.out = out;
    }

    /** Goes on with the file if there is one. */
    public static Ledger open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new Ledger(
                    file, Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the ledger " + file, e);
        }
    }

    /** All entries of a ledger that this or another process writes; an unfinished last line is left out. */
    public static List<Entry> read(Path file) {
        try {
            var text = Files.readString(file);
            var entries = new ArrayList<Entry>();
            for (var line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                entries.add(JSON.readValue(line, Entry.class));
            }
            return List.copyOf(entries);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the ledger " + file, e);
        }
    }

    public synchronized void append(Entry entry) {
        try {
            out.write(JSON.writeValueAsString(entry));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger " + file, e);
        }
    }

    /** What has been written so far, oldest first. */
    public List<Entry> entries() {
        return read(file);
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
