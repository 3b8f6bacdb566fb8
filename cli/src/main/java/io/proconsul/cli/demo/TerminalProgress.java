package io.proconsul.cli.demo;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** All steps with a bar below them, drawn again in place: for a terminal. */
final class TerminalProgress implements ProgressView {
    private static final int BAR_WIDTH = 40;

    private final PrintWriter out;
    private final int columns;
    private int drawn;

    TerminalProgress(PrintWriter out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void show(List<StepLine> steps) {
        if (steps.isEmpty()) {
            return;
        }
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[J"); // up to the first line, and clear from there
        }
        steps.forEach(step -> out.println(line(step)));
        out.println(bar(steps));
        out.flush();
        drawn = steps.size() + 1;
    }

    @Override
    public void finish() {
        drawn = 0;
    }

    private String line(StepLine step) {
        var text = "  " + step.text() + (step.error().isEmpty() ? "" : "  " + step.error());
        var cut = text.length() < columns ? text : text.substring(0, columns - 1);
        return switch (step.status()) {
            case "PENDING" -> style("faint", cut);
            case "SUCCEEDED" -> style("fg(green)", cut);
            case "FAILED", "STUCK" -> style("fg(red)", cut);
            case "UNDOING", "UNDO_WAITING", "UNDONE" -> style("fg(yellow)", cut);
            default -> style("bold", cut);
        };
    }

    private static String bar(List<StepLine> steps) {
        long settled = steps.stream().filter(StepLine::isSettled).count();
        int full = (int) (BAR_WIDTH * settled / steps.size());
        return "  [" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "] " + settled + "/" + steps.size();
    }

    private static String style(String style, String text) {
        // The text may hold what picocli would take for markup.
        return Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.off(Ansi.Style.parse(style));
    }
}
