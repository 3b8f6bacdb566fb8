package io.proconsul.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;

/** Prints a report: one JSON object on one line, or a line per figure. */
final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Figures() {}

    static void print(PrintWriter out, Object report, boolean json) {
        try {
            if (json) {
                out.println(JSON.writeValueAsString(report));
            } else {
                JsonNode figures = JSON.valueToTree(report);
                figures.properties()
                        .forEach(figure -> out.printf(
                                "%-28s %s%n", figure.getKey(), figure.getValue().asText()));
                out.println();
            }
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always JSON", e);
        }
    }
}
