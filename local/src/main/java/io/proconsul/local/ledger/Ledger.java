package io.proconsul.local.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The calls that stand-ins were asked to answer, in an append-only file. */
public final class Ledger implements AutoCloseable {
    private final JsonLines lines;

    private Ledger(JsonLines lines) {
        this.lines = lines;
    }

    /** Goes on with the file if there is one. */
    public static Ledger open(Path file) {
        return new Ledger(JsonLines.open(file));
    }

    /** All entries of a ledger that this or another process writes; an unfinished last line is left out. */
    public static List<Entry> read(Path file) {
        return JsonLines.read(file, Entry.class);
    }

    public void append(Entry entry) {
        lines.append(entry);
    }

    /** What has been written so far, oldest first. */
    public List<Entry> entries() {
        return read(lines.file());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
