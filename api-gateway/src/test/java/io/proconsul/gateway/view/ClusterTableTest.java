package io.proconsul.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Samples;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterState;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClusterTableTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ClusterTable table = new ClusterTable();

    @Test
    void findsByScopeWhateverTheLetterCase() {
        var state = put("app-one", "RUNNING", 1);
        assertThat(table.find(Samples.group("RG-MRG-APP").cluster("App-One"))).contains(state);
        assertThat(table.find(Samples.scope("app-two"))).isEmpty();
    }

    @Test
    void listsAGroupByName() {
        var second = put("b-two", "RUNNING", 1);
        var first = put("a-one", "RUNNING", 1);
        assertThat(table.inGroup(Samples.group("Rg-Mrg-App"))).containsExactly(first, second);
        assertThat(table.inGroup(Samples.group("another"))).isEmpty();
        assertThat(table.inGroup(new Group("another tenant", Samples.SUBSCRIPTION, Samples.RESOURCE_GROUP)))
                .isEmpty();
    }

    @Test
    void findsTheClustersOfAnApplicationWhileTheyLive() {
        var state = put("app-one", "RUNNING", 1);
        assertThat(table.ofApplication(Samples.APPLICATION.toUpperCase(Locale.ROOT)))
                .containsExactly(state);
        put("app-one", "DELETED", 2);
        assertThat(table.ofApplication(Samples.APPLICATION)).isEmpty();
    }

    @Test
    void theNewestStateCounts() {
        put("app-one", "CREATING", 1);
        var newest = put("app-one", "RUNNING", 2);
        assertThat(table.find(Samples.SCOPE)).contains(newest);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void forgetsWhatTheLogForgets() {
        put("app-one", "DELETED", 1);
        table.remove(Ids.scopeKey(Samples.SCOPE));
        assertThat(table.find(Samples.SCOPE)).isEmpty();
        assertThat(table.inGroup(Samples.group(Samples.RESOURCE_GROUP))).isEmpty();
    }

    @Test
    void aWaitEndsWithTheStateItWaitedFor() {
        var found = CompletableFuture.supplyAsync(
                () -> table.await(Samples.SCOPE, state -> state.getRevision() == 2, LONG));
        put("app-one", "CREATING", 1);
        var awaited = put("app-one", "RUNNING", 2);
        assertThat(found).succeedsWithin(LONG).satisfies(state -> assertThat(state)
                .contains(awaited));
    }

    @Test
    void aWaitForWhatIsThereEndsAtOnceAndForWhatIsNotEndsEmpty() {
        var state = put("app-one", "RUNNING", 1);
        assertThat(table.await(Samples.SCOPE, it -> true, LONG)).contains(state);
        assertThat(table.await(Samples.SCOPE, it -> false, AT_ONCE)).isEmpty();
    }

    private ClusterState put(String name, String phase, long revision) {
        var scope = Samples.scope(name);
        var state = Samples.state(scope, phase, revision);
        table.put(Ids.scopeKey(scope), state);
        return state;
    }
}
