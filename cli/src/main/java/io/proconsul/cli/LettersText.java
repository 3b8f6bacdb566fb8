package io.proconsul.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.schemas.letters.Letter;
import io.proconsul.wire.DeadLetter;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dead letters for people, and for programs. */
final class LettersText {
    private static final int NARROWEST_REASON = 40;
    private static final String ROW = "%-8s %-20s %-8s %-26s %-17s %-36s %s%n";

    private LettersText() {}

    /** @param marks up to where all letters were redriven, by partition */
    static void print(List<Letter> letters, Map<Integer, Long> marks, PrintWriter out) {
        if (letters.isEmpty()) {
            out.println("There are no dead letters.");
            return;
        }
        int before = String.format(ROW, "", "", "", "", "", "", "").length()
                - System.lineSeparator().length();
        int width = Math.max(NARROWEST_REASON, Integer.getInteger("proconsul.terminal.columns", 0) - before);
        out.printf(ROW, "LETTER", "AT", "REDRIVEN", "RECORD", "BY", "KEY", "REASON");
        for (var letter : letters) {
            var content = letter.content();
            out.printf(
                    ROW,
                    letter.place(),
                    content.getAt().truncatedTo(ChronoUnit.SECONDS),
                    redriven(letter, marks) ? "yes" : "-",
                    letter.record(),
                    content.getService(),
                    shortened(key(content), 36),
                    shortened(content.getReason(), width));
        }
        out.printf("%d dead letters. Put one back with: ./proconsul dead-letters redrive LETTER%n", letters.size());
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

    private static String shortened(String text, int width) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= width ? line : line.substring(0, width - 3) + "...";
    }
}
