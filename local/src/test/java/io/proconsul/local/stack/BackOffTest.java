package io.proconsul.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

    @Test
    void doublesUntilFifteenSeconds() {
        var pauses = IntStream.rangeClosed(1, 8).mapToObj(BackOff::after).map(pause -> pause.toMillis());

        assertThat(pauses).containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 15_000L, 15_000L, 15_000L);
    }

    @Test
    void staysThereHoweverOftenItFails() {
        assertThat(BackOff.after(Integer.MAX_VALUE).toSeconds()).isEqualTo(15);
    }
}
