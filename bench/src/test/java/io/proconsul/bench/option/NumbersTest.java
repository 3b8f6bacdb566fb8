package io.proconsul.bench.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.bench.chaos.Chaos;
import io.proconsul.bench.load.BenchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A wrong number is refused by the command line, which starts nothing. */
class NumbersTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--sagas=0       | '--sagas': expected a whole number of at least 1, but found 0",
                "--kills=-1      | '--kills': expected a whole number of at least 0, but found -1",
                "--pauses=many   | '--pauses': expected a whole number of at least 0, but found many",
                "--partitions=-1 | '--partitions': expected a whole number of at least 0, but found -1",
                "--brokers=2     | expected 1 or 3, but found 2",
                "--sweep=some    | expected effects, commits or all, but found some",
                "--points=a(     | expected a regular expression, but found a(: Unclosed group near index 2",
                "--points=a      | Expected --sweep beside --points, but found none"
            },
            quoteCharacter = '"')
    void chaosSaysWhatItExpected(String argument, String message) {
        int code =
                new CommandLine(new Chaos()).setErr(new PrintWriter(err, true)).execute(argument);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "saga,--in-flight=0",
        "saga,--steps=0",
        "saga,--seconds=0",
        "saga,--warm-up=-1",
        "saga,--brokers=2",
        "latency,--n=0",
        "compensation,--fail-at=0"
    })
    void benchStartsNothingWithAWrongNumber(String measurement, String argument) {
        int code = new CommandLine(new BenchCommand())
                .setErr(new PrintWriter(err, true))
                .execute(measurement, argument);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("but found");
    }
}
