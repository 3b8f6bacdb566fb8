package io.proconsul.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.schemas.letters.Letter;
import io.proconsul.wire.DeadLetter;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dead letters for people, two lines each, and for programs. */
final class LettersText {
    private static final String ROW = "%-8s %-20s %-26s %s";
    private static final String INDENT = " ".repeat(9);

    private LettersText() {}

    /** @param marks up to where all letters were redriven, by partition */
    static void print(List<Letter> letters, Map<Integer, Long> marks, PrintWriter out) {
        if (letters.isEmpty()) {
            out.println("There are no dead letters.");
            return;
        }
        int columns = Integer.getInteger("proconsul.terminal.columns", 0);
        out.println(ROW.formatted("LETTER", "AT", "RECORD", "BY"));
        for (var letter : letters) {
            var content = letter.content();
            out.println(ROW.formatted(
                    letter.place(),
                    content.getAt().truncatedTo(ChronoUnit.SECONDS),
                    letter.record(),
                    content.getService()));
            var done = redriven(letter, marks) ? "redriven; " : "";
            out.println(fitted(done + key(content) + ": " + content.getReason(), columns));
        }
        out.printf(
                "%d dead letter%s. Put one back with: ./proconsul dead-letters redrive LETTER%n",
                letters.size(), letters.size() == 1 ? "" : "s");
    }

    static Map<String, Object> fields(Letter letter, Map<Integer, Long> marks) {
        var content = letter.content();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("letter", letter.place().toString());
        fields.put("at", content.getAt().toString());
        fields.put("topic", content.getTopic());
        fields.put("partition", content.getPartition());
        fields.put("offset", content.getOffset());
        fields.put("service", content.getService());
        fields.put("key", key(content));
        fields.put("reason", content.getReason());
        fields.put("omitted", content.getOmitted());
        fields.put("redriven", redriven(letter, marks));
        return fields;
    }

    private static boolean redriven(Letter letter, Map<Integer, Long> marks) {
        return letter.place().offset() < marks.getOrDefault(letter.place().partition(), 0L);
    }

    private static String key(DeadLetter letter) {
        var key = letter.getKey();
        return key == null ? "" : UTF_8.decode(key.duplicate()).toString().replaceAll("\\p{Cntrl}", "?");
    }

    /** One line, cut where the terminal ends; 0 columns if there is none. */
    private static String fitted(String text, int columns) {
        var line = INDENT + text.strip().replaceAll("\\s+", " ");
        return columns == 0 || line.length() <= columns ? line : line.substring(0, Math.max(0, columns - 3)) + "...";
    }
}
