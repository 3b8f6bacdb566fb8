package io.proconsul.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
    private static final Variant FAULTY = Variant.of(PlantedBugs::skipsACompensation);

    @Test
    void findsTheFewRequestsThatAFailureTakes() {
        var failure = failure();

        var smallest = Shrinking.smallest(failure, FAULTY);

        assertThat(smallest.violations().get(0).invariant())
                .isEqualTo(failure.violations().get(0).invariant());
        assertThat(smallest.scenario().requests()).hasSizeLessThan(3);
    }

    @Test
    void aFailureFailsAgainInTheSameWay() {
        var failure = failure();

        var again = World.run(Scenario.of(failure.scenario().seed()), FAULTY, false);

        assertThat(again).isEqualTo(failure);
    }

    @Test
    void theSmallestScenarioOfAFailureHappensAgainToTheLetter() {
        var smallest = Shrinking.smallest(failure(), FAULTY);

        var first = World.run(smallest.scenario(), FAULTY, true);
        var second = World.run(smallest.scenario(), FAULTY, true);

        assertThat(second).isEqualTo(first);
        assertThat(first.violations()).isEqualTo(smallest.violations());
        assertThat(first.digest()).isEqualTo(smallest.digest());
        assertThat(first.trace()).isNotEmpty();
    }

    /** One that has something to be left out. */
    private static History failure() {
        return LongStream.rangeClosed(1, 100)
                .mapToObj(seed -> World.run(Scenario.of(seed), FAULTY, false))
                .filter(History::failed)
                .filter(history -> history.scenario().requests().size() > 3)
                .findFirst()
                .orElseThrow();
    }
}
