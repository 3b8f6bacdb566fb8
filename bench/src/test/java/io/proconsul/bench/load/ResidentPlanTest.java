package io.proconsul.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResidentPlanTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(20);

    private final ResidentPlan million = ResidentPlan.of(1_000_000, 1, WINDOW);

    @Test
    void asManyComeDueAsThePercentageSays() {
        assertThat(million.due()).isEqualTo(10_000);
        assertThat(LongStream.rangeClosed(1, 1_000_000).filter(million::isDue).count())
                .isEqualTo(10_000);
        assertThat(ResidentPlan.of(100, 0.1, WINDOW).due()).as("at least one").isEqualTo(1);
    }

    @Test
    void thoseThatComeDueHaveMoreBehindThemThanMemoryKeeps() {
        assertThat(million.lastDue()).isEqualTo(950_000);
        assertThat(million.firstDue()).isEqualTo(940_001);
    }

    @Test
    void theyComeDueAfterTheRestIsThereAndAllWasWatched() {
        var moment = million.moment(NOW, 2000);

        var restAtThatRate = Duration.ofSeconds(60_000 / 2000);
        var settling = Duration.ofSeconds(10 + 15);
        assertThat(moment)
                .isEqualTo(
                        NOW.plus(restAtThatRate.multipliedBy(2)).plus(settling).plus(WINDOW));
    }

    @Test
    void aFewClustersTakeSeconds() {
        var few = ResidentPlan.of(2000, 1, WINDOW);

        assertThat(few.moment(NOW, 1000)).isBefore(NOW.plus(WINDOW).plusSeconds(15));
    }

    @Test
    void tooFewClustersAreRefused() {
        assertThatThrownBy(() -> ResidentPlan.of(99, 1, WINDOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("99");
        assertThatThrownBy(() -> ResidentPlan.of(1000, 51, WINDOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("510");
    }
}
