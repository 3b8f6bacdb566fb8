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
    /** Most bugs are found in the first few; the rarest needs more than half of these. */
    private static final int SEEDS = 1_000;

    static Stream<Arguments> bugs() {
        return Stream.of(
                bug("fencing of transactions off", new Variant(World::engine, false, true), "I7"),
                bug("fencing of resources off", new Variant(World::engine, true, false), "I3"),
                bug("dedupe off", PlantedBugs::forgetsItsAnswers, "I6"),
                bug("one compensation skipped", PlantedBugs::skipsACompensation, "I4"),
                bug("a compensation that removes nothing", PlantedBugs::undoesTheWrongThing, "I3"),
                bug("reverse order wrong", PlantedBugs::undoesInAnyOrder, "I4"),
                bug("late result accepted", PlantedBugs::takesLateAnswers, "I5"),
                bug("timer lost", PlantedBugs::losesTimers, "I1"),
                bug("timer believed", PlantedBugs::waitsTooShort, "I5"),
                bug("delete not final", PlantedBugs::livesOnAfterItsDeath, "I9"),
                bug("attempts shared", PlantedBugs::sharesAttempts, "I5"),
                bug("result recomputed", PlantedBugs::recomputesResults, "I5"),
                bug("rejected command executed", PlantedBugs::executesWhatItRejects, "I1"),
                bug("new life among leftovers", PlantedBugs::buildsAmongLeftovers, "I2"),
                bug("events missing from the journal", PlantedBugs::keepsAPoorJournal, "I7"),
                bug("queue without a bound", PlantedBugs::queuesWithoutEnd, "I18"));
    }

    private static Arguments bug(String name, Function<References, Decider> engine, String invariant) {
        return bug(name, Variant.of(engine), invariant);
    }

    private static Arguments bug(String name, Variant variant, String invariant) {
        return Arguments.of(name, variant, invariant);
    }

    @ParameterizedTest(name = "{0} breaks {2}")
    @MethodSource("bugs")
    void isFound(String name, Variant variant, String invariant) {
        var found = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> World.run(Scenario.of(seed), variant, false))
                .flatMap(history -> history.violations().stream())
                .anyMatch(violation -> violation.invariant().equals(invariant));

        assertThat(found).as(name + " was found").isTrue();
    }
}
