package io.proconsul.cli.demo;

import static io.proconsul.cli.demo.Operations.START;
import static io.proconsul.cli.demo.Operations.failed;
import static io.proconsul.cli.demo.Operations.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant NOW = START.plusSeconds(10);

    private final StringWriter out = new StringWriter();

    @Test
    void showsEveryStepOfThePlanBegunOrNot() {
        var operation = Operations.of(
                List.of("prepare-network", "create-storage", "launch-servers"),
                step("prepare-network", "SUCCEEDED", 1, 4),
                step("create-storage", "DISPATCHED", 2, -1));

        assertThat(StepLine.of(operation, NOW))
                .containsExactly(
                        new StepLine("prepare-network", "SUCCEEDED", 1, Duration.ofSeconds(3), ""),
                        new StepLine("create-storage", "DISPATCHED", 1, Duration.ofSeconds(8), ""),
                        new StepLine("launch-servers", "PENDING", 0, Duration.ZERO, ""));
    }

    @Test
    void tellsInAFileOnceThatAStepHasSettled() {
        var plan = List.of("prepare-network", "create-storage");
        var view = new PlainProgress(new PrintWriter(out));

        view.show(StepLine.of(Operations.of(plan, step("prepare-network", "DISPATCHED", 0, -1)), NOW));
        view.show(StepLine.of(Operations.of(plan, step("prepare-network", "SUCCEEDED", 0, 2)), NOW));
        view.show(StepLine.of(Operations.of(plan, step("prepare-network", "SUCCEEDED", 0, 2)), NOW));
        view.show(StepLine.of(
                Operations.of(
                        plan, step("prepare-network", "UNDONE", 0, 2), failed("create-storage", "NoRoom", "none left")),
                NOW));

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                          done       prepare-network              attempt 1      2.0 s
                          undone     prepare-network              attempt 1      2.0 s
                          failed     create-storage               attempt 1      1.0 s  NoRoom: none left
                        """);
    }

    @Test
    void drawsOnATerminalInPlaceAndNeverWiderThanIt() {
        var plan = List.of("prepare-network", "create-storage");
        var view = new TerminalProgress(new PrintWriter(out), 40);

        view.show(StepLine.of(Operations.of(plan, step("prepare-network", "SUCCEEDED", 0, 2)), NOW));
        var first = out.toString();
        out.getBuffer().setLength(0);
        view.show(
                StepLine.of(Operations.of(plan, failed("prepare-network", "NoRoom", "none left in this region")), NOW));

        assertThat(first)
                .contains("[####################....................] 1/2")
                .doesNotContain("\u001b[3A");
        assertThat(out.toString()).startsWith("\u001b[3A\u001b[J");
        assertThat(first.lines().map(line -> line.replaceAll("\u001b\\[[0-9;]*[a-zA-Z]", "")
                        .length()))
                .allMatch(width -> width < 50);
    }
}
