package io.proconsul.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrinkingTest {

    @Test
    void findsTheFewRequestsThatAFailureTakes() {
        var variant = Variant.of(PlantedBugs::skipsACompensation);
        var failure = LongStream.rangeClosed(1, 100)
                .mapToObj(seed -> World.run(Scenario.of(seed), variant, false))
                .filter(History::failed)
                .filter(history -> history.scenario().requests().size() > 3)
                .findFirst()
                .orElseThrow();

        var smallest = Shrinking.smallest(failure, variant);

        assertThat(smallest.violations().get(0).invariant())
                .isEqualTo(failure.violations().get(0).invariant());
        assertThat(smallest.scenario().requests()).hasSizeLessThan(3);
    }
}
