package io.proconsul.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.wire.FailureCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final Failures failures = new Failures(List.of());

    @Test
    void anUnknownExceptionMaySucceedNextTime() {
        var outcome = failures.outcomeOf(new IllegalArgumentException("index 7"));

        assertThat(outcome)
                .isEqualTo(Outcome.transientFailure(
                        "IllegalArgumentException", "java.lang.IllegalArgumentException: index 7"));
    }

    @Test
    void aDependencyThatCannotBeReachedUsesUpNoAttempt() {
        var outcome = failures.outcomeOf(new UncheckedIOException(new ConnectException("Connection refused")));

        assertThat(outcome.cause()).isEqualTo(FailureCause.UNAVAILABLE);
        assertThat(outcome.code()).isEqualTo("ConnectException");
    }

    @Test
    void aClassifierKnowsBetterThanTheDefault() {
        var throttled = Outcome.unavailable("TooManyRequests", "Azure throttles", Duration.ofSeconds(17));
        var classifying = new Failures(
                List.of(failure -> failure instanceof IOException ? Optional.of(throttled) : Optional.empty()));

        assertThat(classifying.outcomeOf(new IllegalStateException(new IOException("429"))))
                .isEqualTo(throttled);
        assertThat(classifying.isOutage(new IOException("429"))).isTrue();
        assertThat(classifying.isOutage(new IllegalStateException("bug"))).isFalse();
    }

    @Test
    void aCycleOfCausesEnds() {
        var one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));

        assertThat(failures.outcomeOf(one).code()).isEqualTo("IllegalStateException");
    }

    @Test
    void noSecretOfAnExceptionGetsOut() {
        var outcome = failures.outcomeOf(new IllegalStateException(
                "GET https://a.blob/x?sv=1&sig=abc%3D failed; Authorization: Bearer abcdefghijk"));

        assertThat(outcome.message())
                .contains("GET https://a.blob/x?sv=1&sig=***")
                .doesNotContain("abc");
    }
}
