package io.proconsul.bench.chaos.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WavesTest {

    @Test
    void neighboursAreInDifferentWaves() {
        assertThat(Waves.of(List.of("a", "b", "c", "d", "e"), 2))
                .containsExactly(List.of("a", "d"), List.of("b", "e"), List.of("c"));
    }

    @Test
    void whatFitsIsOneWave() {
        assertThat(Waves.of(List.of("a", "b"), 2)).containsExactly(List.of("a", "b"));
        assertThat(Waves.of(List.of("a", "b"), Integer.MAX_VALUE)).containsExactly(List.of("a", "b"));
    }

    @Test
    void noPointsNeedNoWave() {
        assertThat(Waves.of(List.of(), 2)).isEmpty();
    }
}
