package io.proconsul.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A checker that finds nothing proves nothing: each planted bug must break the promise that it is about. */
class CheckTheCheckerTest {
    private static final int SEEDS = 60;

    static Stream<Arguments> bugs() {
        return Stream.of(
                bug("late answers taken", PlantedBugs::takesLateAnswers, "I5"),
                bug("a compensation skipped", PlantedBugs::skipsACompensation, "I4"),
                bug("a compensation that removes nothing", PlantedBugs::undoesTheWrongThing, "I3"),
                bug("undone in any order", PlantedBugs::undoesInAnyOrder, "I4"),
                bug("rejected and executed", PlantedBugs::executesWhatItRejects, "I1"),
                bug("deletion not final", PlantedBugs::livesOnAfterItsDeath, "I9"),
                bug("timers lost", PlantedBugs::losesTimers, "I1"),
                bug("timers believed", PlantedBugs::waitsTooShort, "I5"),
                bug("repeated commands not recognised", PlantedBugs::forgetsItsAnswers, "I6"),
                bug("events missing", PlantedBugs::keepsAPoorJournal, "I7"));
    }

    private static Arguments bug(String name, Function<References, Decider> engine, String invariant) {
        return Arguments.of(name, engine, invariant);
    }

    @ParameterizedTest(name = "{0} breaks {2}")
    @MethodSource("bugs")
    void isFound(String name, Function<References, Decider> engine, String invariant) {
        var found = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> World.run(Scenario.of(seed), engine, false))
                .flatMap(history -> history.violations().stream())
                .anyMatch(violation -> violation.invariant().equals(invariant));

        assertThat(found).as(name + " was found").isTrue();
    }
}
