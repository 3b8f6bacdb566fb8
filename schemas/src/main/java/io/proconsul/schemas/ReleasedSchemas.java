package io.proconsul.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schemas as they were at each release, which this version still reads. Releases are named in {@code released/index}. */
public final class ReleasedSchemas {

    private static final String ROOT = "/io/proconsul/schemas/released/";

    private ReleasedSchemas() {}

    /** The oldest first. */
    public static List<String> releases() {
        return text(ROOT + "index")
                .map(index -> index.lines().filter(line -> !line.isBlank()).toList())
                .orElse(List.of());
    }

    /** What the record of this simple name looked like in each release that had it, the oldest first. */
    public static List<Schema> of(String recordName) {
        return releases().stream().flatMap(release -> in(release, recordName)).toList();
    }

    private static Stream<Schema> in(String release, String recordName) {
        return text(ROOT + release + "/" + recordName + ".avsc").map(json -> new Schema.Parser().parse(json)).stream();
    }

    private static Optional<String> text(String resource) {
        try (InputStream stream = ReleasedSchemas.class.getResourceAsStream(resource)) {
            return stream == null ? Optional.empty() : Optional.of(new String(stream.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
