package io.proconsul.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class SimulationTest {

    @Test
    void everyPromiseHoldsInTheSameHistoriesAsAlways() {
        var campaign = Campaign.run(1, 300);

        assertThat(campaign.failures()).extracting(History::violations).isEmpty();
        assertThat(campaign.tally())
                .containsKeys("succeeded", "failed", "cancelled", "abandoned", "rejected", "stuck", "stale_ignored");
    }

    /** A move that is new belongs into the list; one that no longer occurs is no longer proven. */
    @Test
    void theStepsGoEveryWayThatTheEngineKnowsAndNoOther() {
        var campaign = Campaign.run(1, 300);

        assertThat(campaign.tally().keySet())
                .filteredOn(what -> what.contains("->"))
                .containsExactlyInAnyOrder(
                        "NEW->DISPATCHED",
                        "DISPATCHED->DISPATCHED",
                        "DISPATCHED->WAITING",
                        "DISPATCHED->SUCCEEDED",
                        "DISPATCHED->FAILED",
                        "DISPATCHED->SKIPPED",
                        "DISPATCHED->STUCK",
                        "WAITING->DISPATCHED",
                        "WAITING->FAILED",
                        "STUCK->DISPATCHED",
                        "STUCK->SKIPPED",
                        "FAILED->UNDOING",
                        "FAILED->UNDONE",
                        "SUCCEEDED->UNDOING",
                        "SUCCEEDED->UNDONE",
                        "UNDOING->UNDOING",
                        "UNDOING->UNDO_WAITING",
                        "UNDOING->UNDONE",
                        "UNDOING->UNDO_STUCK",
                        "UNDO_WAITING->UNDOING",
                        "UNDO_STUCK->UNDOING",
                        "UNDO_STUCK->SKIPPED");
    }

    @Test
    void everyPromiseHoldsInAHistoryThatNobodyHasSeen() {
        var seed = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);

        var history = World.run(Scenario.of(seed), World::engine, false);

        assertThat(history.violations()).as("simulate --seeds 1 --from " + seed).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameHistoryToTheLetter() {
        var scenario = Scenario.of(7);

        var first = World.run(scenario, World::engine, true);
        var second = World.run(Scenario.of(7), World::engine, true);

        assertThat(second.trace()).isEqualTo(first.trace()).isNotEmpty();
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(World.run(Scenario.of(8), World::engine, false).digest()).isNotEqualTo(first.digest());
    }
}
