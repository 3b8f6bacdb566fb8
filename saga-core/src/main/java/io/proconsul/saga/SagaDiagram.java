package io.proconsul.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan as a Mermaid flowchart: what follows what, who does it, and by thick borders what is undone when a later step
 * fails for good.
 */
public final class SagaDiagram {
    private static final String BEGIN = "begin";
    private static final String END = "done";

    private final List<String> lines = new ArrayList<>();

    private SagaDiagram() {}

    /** The lines of the flowchart, each ended by a line feed. */
    public static String of(Plan<?> plan) {
        var diagram = new SagaDiagram();
        diagram.line("flowchart TD");
        diagram.line("  classDef undone stroke-width:4px");
        diagram.line("  " + BEGIN + "([begin])");
        var last = diagram.draw(plan, List.of(BEGIN));
        diagram.line("  " + END + "([done])");
        diagram.join(last, END);
        return diagram.lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** Draws a part that follows the nodes given, and returns the nodes with which it ends. */
    private List<String> draw(Plan<?> part, List<String> before) {
        if (part instanceof Step<?, ?> step) {
            return draw(step, before);
        }
        if (part instanceof Plan.InOrder<?> inOrder) {
            var last = before;
            for (var next : inOrder.parts()) {
                last = draw(next, last);
            }
            return last;
        }
        var ends = new ArrayList<String>();
        ((Plan.Parallel<?>) part).parts().forEach(branch -> ends.addAll(draw(branch, before)));
        return ends;
    }

    private List<String> draw(Step<?, ?> step, List<String> before) {
        var undone = step.compensation() == null ? "" : ":::undone";
        line("  %s[\"%s<br/><i>%s</i>%s\"]%s"
                .formatted(step.name(), step.name(), step.worker(), note(step.onFailure()), undone));
        join(before, step.name());
        return List.of(step.name());
    }

    private static String note(Step.OnFailure onFailure) {
        return switch (onFailure) {
            case TURN_BACK -> "";
            case ASK_OPERATOR -> "<br/>must succeed";
            case GO_ON -> "<br/>optional";
        };
    }

    private void join(List<String> from, String to) {
        line("  " + String.join(" & ", from) + " --> " + to);
    }

    private void line(String text) {
        lines.add(text);
    }
}
