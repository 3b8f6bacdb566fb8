package io.proconsul.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Samples;
import io.proconsul.gateway.command.Billing;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.ClusterState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuspicionTest {

    private static final String ID = Samples.APPLICATION;
    private static final Group GROUP = Samples.group("rg-mrg-app");

    @Test
    void whatAgreesIsNotSuspicious() {
        assertThat(between(List.of(application("Succeeded")), List.of(cluster("RUNNING")), true))
                .isEmpty();
        assertThat(between(List.of(), List.of(), false)).isEmpty();
    }

    @Test
    void letterCaseIsNoDifference() {
        var listed = new ManagedApplication(
                ID.toUpperCase(Locale.ROOT), "Succeeded", "publisher/consul", GROUP, Billing.NONE, "", Map.of());

        assertThat(between(List.of(listed), List.of(cluster("RUNNING")), true)).isEmpty();
    }

    @Test
    void aDeployedApplicationThatNeverHadAClusterIsLookedAt() {
        assertThat(between(List.of(application("Succeeded")), List.of(), false))
                .containsExactly(new Suspicion(ID, Claim.IT_IS_THERE));
        assertThat(between(List.of(application("Succeeded")), List.of(), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accepted", "Creating", "Created", "Updating", "Failed", "Canceled", ""})
    void anApplicationThatIsNotDeployedNeedsNoClusterYet(String state) {
        assertThat(between(List.of(application(state)), List.of(), false)).isEmpty();
    }

    @Test
    void anApplicationThatEndsIsLookedAtWhileItsClusterLives() {
        assertThat(between(List.of(application("Deleting")), List.of(cluster("RUNNING")), true))
                .containsExactly(new Suspicion(ID, Claim.IT_IS_THERE));
        assertThat(between(List.of(application("Deleting")), List.of(cluster("DELETING")), true))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATING", "RUNNING", "FAILED"})
    void aClusterWhoseApplicationIsNotListedIsLookedAt(String phase) {
        assertThat(between(List.of(), List.of(cluster(phase)), true))
                .containsExactly(new Suspicion(ID, Claim.IT_IS_GONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETING", "DELETED", "ABSENT"})
    void aClusterThatIsGoneOrGoingIsNot(String phase) {
        assertThat(between(List.of(), List.of(cluster(phase)), true)).isEmpty();
    }

    @Test
    void aClusterWithoutAnApplicationIsNobodysBusiness() {
        var free = Samples.ofApplication("", Samples.SCOPE, "RUNNING");

        assertThat(between(List.of(), List.of(free), true)).isEmpty();
    }

    @Test
    void someoneElsesApplicationNeedsNoCluster() {
        assertThat(Suspicion.between(List.of(application("Succeeded")), List.of(), found -> false, group -> false))
                .isEmpty();
    }

    @Test
    void anApplicationIsLookedAtOnceHoweverManyClustersItHas() {
        var two = ClusterState.newBuilder(cluster("RUNNING"))
                .setScope(Samples.scope("two"))
                .build();

        assertThat(between(List.of(), List.of(cluster("RUNNING"), two), true)).hasSize(1);
    }

    private static Set<Suspicion> between(
            List<ManagedApplication> listed, List<ClusterState> clusters, boolean heardOf) {
        return Suspicion.between(listed, clusters, found -> true, group -> heardOf);
    }

    private static ManagedApplication application(String state) {
        return new ManagedApplication(ID, state, "publisher/consul", GROUP, Billing.NONE, "westus2", Map.of());
    }

    private static ClusterState cluster(String phase) {
        return Samples.state(Samples.SCOPE, phase, 1);
    }
}
