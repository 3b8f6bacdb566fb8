package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final ThreadReplacement replacement = new ThreadReplacement(() -> now, pauses::add);

    @Test
    void replacesEveryThreadThatFails() {
        assertThat(replacement.handle(new IllegalStateException("broken")))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    @Test
    void waitsEverLongerWhileThreadsKeepFailingUpToTenSeconds() {
        for (int failure = 0; failure < 10; failure++) {
            replacement.handle(new IllegalStateException("broken"));
        }

        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(0L, 100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 10000L, 10000L);
    }

    @Test
    void aFailureLongAgoIsForgotten() {
        replacement.handle(new IllegalStateException("broken"));
        replacement.handle(new IllegalStateException("broken"));
        now = now.plusSeconds(61);
        replacement.handle(new IllegalStateException("broken"));

        assertThat(pauses).extracting(Duration::toMillis).containsExactly(0L, 100L, 0L);
    }
}
