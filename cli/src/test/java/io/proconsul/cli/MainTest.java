package io.proconsul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path state = Path.of("");

    @Test
    void listsTheStepsOfTheSaga() {
        int code = run("demo", "--list-steps");

        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .hasSize(16)
                .startsWith("reserve-resource-group", "prepare-network")
                .endsWith("take-first-snapshot");
    }

    @Test
    void refusesAStepThatIsNone() {
        int code = run("demo", "--fail-at", "launch-rockets");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("Expected --fail-at to be one of reserve-resource-group, ")
                .contains("but found launch-rockets");
    }

    @Test
    void refusesAnEvenNumberOfServers() {
        assertThat(run("demo", "--servers", "2")).isEqualTo(2);
        assertThat(err.toString()).startsWith("Expected --servers to be 1, 3 or 5, but found 2");
    }

    @Test
    void refusesTwoBrokers() {
        assertThat(run("up", "--state", state.toString(), "--brokers", "2")).isEqualTo(2);
        assertThat(err.toString()).startsWith("Expected 1 or 3 brokers, but found 2");
    }

    @Test
    void saysWhereThereIsNoStack() {
        int code = run("status", "--state", state.toString());

        assertThat(code).isEqualTo(3);
        assertThat(out.toString().strip()).isEqualTo("There is no stack in " + state + ".");
    }

    @Test
    void hasNothingToEndWhereThereIsNoStack() {
        int code = run("down", "--state", state.toString());

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("Nothing of the stack in " + state);
    }

    @Test
    void namesTheLogsThereAre() {
        int code = run("logs", "--state", state.toString(), "kafka");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("but found \"kafka\"");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
