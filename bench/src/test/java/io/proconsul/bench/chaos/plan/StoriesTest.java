package io.proconsul.bench.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.bench.chaos.plan.Story.Kind;
import org.junit.jupiter.api.Test;

class StoriesTest {
    private static final ChaosPlan PLAN = new ChaosPlan(7, 500, 0, 0, 0, false, 1);

    @Test
    void areAFunctionOfTheSeed() {
        assertThat(Stories.of(PLAN)).isEqualTo(Stories.of(PLAN));
        assertThat(Stories.of(PLAN)).isNotEqualTo(Stories.of(new ChaosPlan(8, 500, 0, 0, 0, false, 1)));
    }

    @Test
    void askForAsManySagasAsAreWanted() {
        int sagas = Stories.of(PLAN).stream()
                .mapToInt(story -> story.kind().sagas())
                .sum();

        assertThat(sagas).isBetween(500, 501);
    }

    @Test
    void areOfEveryKindAndHaveNamesOfTheirOwn() {
        var stories = Stories.of(PLAN);

        assertThat(stories).extracting(Story::kind).contains(Kind.values());
        assertThat(stories).extracting(Story::servers).contains(1, 3);
        assertThat(stories).extracting(Story::name).doesNotHaveDuplicates();
    }

    @Test
    void aDoomConcernsTheResourcesOfItsOwnClustersOnly() {
        var network = "/subscriptions/s/resourceGroups/%s-mrg/providers/Microsoft.Network/virtualNetworks/hvn";

        assertThat(network.formatted("doomed-network-5")).matches(Doom.NETWORK.path());
        assertThat(network.formatted("doomed-storage-5")).doesNotMatch(Doom.NETWORK.path());
        assertThat(network.formatted("c5")).doesNotMatch(Doom.NETWORK.path());
        assertThat(network.formatted("doomed-network-5") + "/subnets/servers").doesNotMatch(Doom.NETWORK.path());
    }
}
