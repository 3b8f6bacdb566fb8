package io.proconsul.local.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What became of every resource, in the order in which it happened, in an append-only file. */
public final class Effects implements AutoCloseable {
    private final JsonLines lines;

    private Effects(JsonLines lines) {
        this.lines = lines;
    }

    /** Goes on with the file if there is one. */
    public static Effects open(Path file) {
        return new Effects(JsonLines.open(file));
    }

    /** All effects in a file that this or another process writes; an unfinished last line is left out. */
    public static List<Effect> read(Path file) {
        return JsonLines.read(file, Effect.class);
    }

    public void append(Effect effect) {
        lines.append(effect);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
