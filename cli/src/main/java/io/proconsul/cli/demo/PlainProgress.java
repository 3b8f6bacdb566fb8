package io.proconsul.cli.demo;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One line for each step when it has settled, and one more when it is undone: for files and pipes. */
final class PlainProgress implements ProgressView {
    private final PrintWriter out;
    private final Map<String, String> told = new HashMap<>();

    PlainProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(List<StepLine> steps) {
        for (var step : steps) {
            if (step.isSettled() && !step.status().equals(told.put(step.name(), step.status()))) {
                out.println("  " + step.text() + (step.status().equals("FAILED") ? "  " + step.error() : ""));
                out.flush();
            }
        }
    }

    @Override
    public void finish() {
        told.clear();
    }
}
