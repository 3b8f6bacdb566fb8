package io.proconsul.hostmanager.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Directory names of generations: {@code gen-7}, and {@code gen-7.new} while it is being written. */
final class GenerationNames {
    private static final Pattern NAME = Pattern.compile("gen-([1-9][0-9]{0,17})(\\.new)?");

    private GenerationNames() {}

    record Name(long number, boolean unfinished) {
        @Override
        public String toString() {
            return "gen-" + number + (unfinished ? ".new" : "");
        }
    }

    static Optional<Name> parse(Path name) {
        var match = NAME.matcher(name.toString());
        return match.matches()
                ? Optional.of(new Name(Long.parseLong(match.group(1)), match.group(2) != null))
                : Optional.empty();
    }

    /** The newest first. */
    static List<Name> in(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.map(Path::getFileName)
                    .map(GenerationNames::parse)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingLong(Name::number).reversed())
                    .toList();
        }
    }
}
