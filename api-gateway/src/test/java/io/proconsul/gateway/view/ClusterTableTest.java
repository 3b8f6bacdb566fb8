package io.proconsul.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Samples;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterState;
import java.time.Duration;
import java.util.List;
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
    void listsAGroupFromANameOn() {
        var group = Samples.group(Samples.RESOURCE_GROUP);
        put("a-one", "RUNNING", 1);
        var last = put("d-four", "RUNNING", 1);
        var between = put("C-three", "RUNNING", 1);
        assertThat(table.inGroupAfter(group, "B-two")).containsExactly(between, last);
        assertThat(table.inGroupAfter(group, "c-THREE")).containsExactly(last);
        assertThat(table.inGroupAfter(group, "")).hasSize(3);
        assertThat(table.inGroupAfter(Samples.group("another"), "")).isEmpty();
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
    void knowsWhoHasWorkUnderWay() {
        operated("app-one", "RUNNING");
        operated("app-two", "SUCCEEDED");
        var waiting = operated("app-three", "NEEDS_OPERATOR");
        operated("app-four", "PENDING");

        operated("app-one", "FAILED");
        table.remove(Ids.scopeKey(Samples.scope("app-four")));

        assertThat(table.underWayOf(Samples.TENANT.toUpperCase(Locale.ROOT))).containsExactly(waiting);
        assertThat(table.underWayOf("another")).isEmpty();
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
        return put(Samples.state(Samples.scope(name), phase, revision));
    }

    private ClusterState operated(String name, String status) {
        var operations = List.of(Samples.operation("operation", status));
        return put(Samples.state(Samples.scope(name), "CREATING", 1, List.of(), operations));
    }

    private ClusterState put(ClusterState state) {
        table.put(Ids.scopeKey(state.getScope()), state);
        return state;
    }
}
