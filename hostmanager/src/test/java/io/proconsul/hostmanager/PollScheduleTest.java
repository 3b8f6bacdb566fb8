package io.proconsul.hostmanager;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
    private static final Random RANDOM = new Random(1);

    @Test
    void spreadsPollsByAFifth() {
        var schedule = PollSchedule.every(ofSeconds(30));

        assertThat(Stream.generate(() -> schedule.pause(false, RANDOM)).limit(1000))
                .allMatch(pause -> pause.compareTo(ofSeconds(24)) >= 0 && pause.compareTo(ofSeconds(36)) <= 0)
                .anyMatch(pause -> pause.compareTo(ofSeconds(26)) < 0)
                .anyMatch(pause -> pause.compareTo(ofSeconds(34)) > 0);
    }

    @Test
    void backsOffExponentiallyToFiveMinutes() {
        assertThat(after(1, false)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
        assertThat(after(4, false)).isBetween(Duration.ofMillis(6400), Duration.ofMillis(9600));
        assertThat(after(100, false)).isBetween(ofMinutes(4), ofMinutes(6));
    }

    @Test
    void asksAtLeastEveryTwelveSecondsWhileThereIsNothingToRun() {
        assertThat(after(100, true)).isBetween(ofSeconds(8), ofSeconds(12));
    }

    @Test
    void forgetsFailuresWithTheFirstAnswer() {
        assertThat(PollSchedule.every(ofSeconds(30)).failed().failed().answered())
                .isEqualTo(PollSchedule.every(ofSeconds(30)));
    }

    private static Duration after(int failures, boolean firstBoot) {
        return new PollSchedule(ofSeconds(30), failures).pause(firstBoot, RANDOM);
    }
}
