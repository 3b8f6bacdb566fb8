package io.proconsul.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.engine.StepMoves;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationTest {

    /** What happens in one of ten thousand histories; the engine's own tests make these moves. */
    private static final Set<String> RARE = Set.of(
            "ANSWER_LOST->SKIPPED", "ANSWER_LOST->STUCK", "UNDO_ANSWER_LOST->UNDONE", "UNDO_ANSWER_LOST->UNDO_STUCK");

    private static final Campaign CAMPAIGN = Campaign.run(1, 1_500);

    @Test
    void everyPromiseHoldsInTheSameHistoriesAsAlways() {
        assertThat(CAMPAIGN.failures()).extracting(History::violations).isEmpty();
        assertThat(CAMPAIGN.tally().outcomes())
                .containsOnlyKeys(
                        "accepted",
                        "rejected",
                        "succeeded",
                        "failed",
                        "cancelled",
                        "abandoned",
                        "stuck",
                        "stale_ignored");
    }

    @Test
    void everyMisfortuneStrikes() {
        var kinds = Stream.of(Misfortune.values()).map(Misfortune::toString).toList();

        assertThat(CAMPAIGN.tally().misfortunes()).containsOnlyKeys(kinds);
        assertThat(CAMPAIGN.tally().misfortunes().values()).allMatch(count -> count > 100);
    }

    /** A move that no history makes is not known to keep the promises. */
    @Test
    void theStepsGoEveryWayThatTheEngineKnows() {
        var expected = new TreeSet<>(StepMoves.names());
        expected.removeAll(RARE);

        assertThat(CAMPAIGN.tally().moves().keySet()).containsAll(expected);
    }

    @Test
    void everyPromiseHoldsInAHistoryThatNobodyHasSeen() {
        var seed = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);

        var history = World.run(Scenario.of(seed), Variant.REAL, false);

        assertThat(history.violations()).as("simulate --seeds 1 --from " + seed).isEmpty();
    }

    @Test
    void theSameSeedsGiveTheSameDigest() {
        var first = Campaign.run(1, 5).digest();

        assertThat(Campaign.run(1, 5).digest()).isEqualTo(first);
        assertThat(Campaign.run(2, 5).digest()).isNotEqualTo(first);
    }

    @Test
    void theSameSeedGivesTheSameHistoryToTheLetter() {
        var scenario = Scenario.of(7);

        var first = World.run(scenario, Variant.REAL, true);
        var second = World.run(Scenario.of(7), Variant.REAL, true);

        assertThat(second.trace()).isEqualTo(first.trace()).isNotEmpty();
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(World.run(Scenario.of(8), Variant.REAL, false).digest()).isNotEqualTo(first.digest());
    }
}
