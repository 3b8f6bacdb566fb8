package io.proconsul.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.schemas.letters.Letter;
import io.proconsul.schemas.letters.LetterBox;
import io.proconsul.schemas.letters.Redrive;
import io.proconsul.schemas.letters.Redrive.Redriven;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the records that could not be processed, and puts them back. */
@Command(
        name = "dead-letters",
        description = "The records that could not be processed: what they are, and back with them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class DeadLettersCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", description = "Shows every dead letter.", mixinStandardHelpOptions = true)
    int list(@Mixin KafkaAddress kafka, @Option(names = "--json", description = "One JSON object a line.") boolean json)
            throws JsonProcessingException {
        var out = spec.commandLine().getOut();
        var letters = new ArrayList<Letter>();
        Map<Integer, Long> marks;
        try (var box = new LetterBox(kafka.settings())) {
            box.read(letter -> letters.add(letter.withoutValue()));
            marks = box.marks();
        }
        if (json) {
            for (var letter : letters) {
                out.println(JSON.writeValueAsString(LettersText.fields(letter, marks)));
            }
        } else {
            LettersText.print(letters, marks, out);
        }
        return 0;
    }

    /** One letter, or all. */
    static final class Which {
        @Parameters(paramLabel = "PARTITION@OFFSET", description = "The letter, as list shows it.")
        private Optional<String> letter = Optional.empty();

        @Option(names = "--all", description = "Every letter that came since the last --all.")
        private boolean all;
    }

    @Command(
            name = "redrive",
            description = {
                "Puts dead records back on the topic, the partition and the key that they had.",
                "A record may be put back more than once: it takes effect at most once."
            },
            mixinStandardHelpOptions = true)
    int redrive(
            @Mixin KafkaAddress kafka,
            @ArgGroup(multiplicity = "1") Which which,
            @Option(names = "--json", description = "One JSON object a line.") boolean json)
            throws JsonProcessingException {
        var settings = kafka.settings();
        List<Redriven> done;
        try (var box = new LetterBox(settings);
                var redrive = new Redrive(box, settings)) {
            done = which.all ? redrive.all() : List.of(redrive.one(place(which.letter.orElse(""))));
        }
        var out = spec.commandLine().getOut();
        for (var one : done) {
            out.println(json ? JSON.writeValueAsString(fields(one)) : line(one));
        }
        if (done.isEmpty() && !json) {
            out.println("No letter came since the last time.");
        }
        return done.stream().allMatch(one -> one.problem() == null) ? 0 : 1;
    }

    private Letter.Place place(String text) {
        try {
            return Letter.Place.parse(text);
        } catch (IllegalArgumentException noPlace) {
            throw new ParameterException(spec.commandLine(), noPlace.getMessage(), noPlace);
        }
    }

    private static String line(Redriven one) {
        return one.problem() == null
                ? one.place() + ": " + one.record() + " is back on its topic"
                : one.place() + ": " + one.record() + " stays dead: " + one.problem();
    }

    private static Map<String, Object> fields(Redriven one) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("letter", one.place().toString());
        fields.put("record", one.record());
        fields.put("redriven", one.problem() == null);
        if (one.problem() != null) {
            fields.put("problem", one.problem());
        }
        return fields;
    }
}
