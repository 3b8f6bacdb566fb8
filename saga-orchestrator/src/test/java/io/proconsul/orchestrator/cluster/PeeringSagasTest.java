package io.proconsul.orchestrator.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Messages;
import io.proconsul.saga.Payload;
import io.proconsul.saga.Results;
import io.proconsul.saga.Saga;
import io.proconsul.saga.Step;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.CreatePeering;
import io.proconsul.wire.DeletePeering;
import io.proconsul.wire.Peering;
import io.proconsul.wire.PeeringSeen;
import io.proconsul.wire.PeeringWork;
import io.proconsul.wire.RemovePeerings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeeringSagasTest {
    private static final Instant ASKED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Results NONE = step -> Optional.empty();
    private static final ClusterRef REF = new ClusterRef("c", "t", "s", "g", "n", "westeurope", "dc1");

    private final Saga<CreatePeering, PeeringWork> create = new CreatePeeringSaga();
    private final Saga<DeletePeering, PeeringWork> delete = new DeletePeeringSaga();

    @Test
    void aPeeringIsListedWhileItIsMadeAndWithWhatAzureSaysOfItAfterwards() {
        var work = admitted(create.admit(asking("hub"), running(peering("spoke", "READY"))));

        assertThat(peerings(create.opening(work)))
                .extracting(Peering::getId, Peering::getState, Peering::getPeeringState)
                .containsExactly(tuple("spoke", "READY", "Connected"), tuple("hub", "CREATING", ""));
        assertThat(peerings(create.conclusion(work, seen("Initiated"))).get(1))
                .isEqualTo(new Peering("hub", network("hub"), "READY", "Initiated", ASKED));
    }

    @Test
    void oneThatCannotBeMadeIsUndoneStaysListedAndCanBeTriedAgainOrDeleted() {
        var work = admitted(create.admit(asking("hub"), running()));

        var failed = peerings(create.failure(work, NONE)).get(0);

        assertThat(failed.getState()).isEqualTo("CREATING_FAILED");
        assertThat(undone(work)).isEqualTo(new RemovePeerings(REF, List.of(network("hub"))));
        assertThat(admitted(create.admit(asking("hub"), running(failed))).getKnown())
                .isFalse();
        assertThat(delete.admit(new DeletePeering("hub"), running(failed))).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void oneThatIsThereIsLookedAtAgainAndLeftAloneIfThatFails() {
        var initiated = Peering.newBuilder(peering("hub", "READY"))
                .setPeeringState("Initiated")
                .build();

        var work = admitted(create.admit(asking("hub"), running(initiated)));

        assertThat(create.opening(work)).isNull();
        assertThat(create.failure(work, NONE)).isNull();
        assertThat(undone(work)).isEqualTo(new RemovePeerings(REF, List.of()));
        assertThat(peerings(create.conclusion(work, seen("Connected")))).containsExactly(peering("hub", "READY"));
    }

    @Test
    void aDeletedPeeringIsGoneAndOneThatCouldNotBeIsNot() {
        var work = admitted(
                delete.admit(new DeletePeering("hub"), running(peering("hub", "READY"), peering("spoke", "READY"))));

        assertThat(peerings(delete.opening(work))).extracting(Peering::getState).containsExactly("DELETING", "READY");
        assertThat(peerings(delete.conclusion(work, NONE)))
                .extracting(Peering::getId)
                .containsExactly("spoke");
        assertThat(peerings(delete.failure(work, NONE)))
                .extracting(Peering::getState)
                .containsExactly("DELETING_FAILED", "READY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete-cluster", "delete-secondary"})
    void aDeletedClusterLeavesAllNetworksBeforeAnythingElse(String saga) {
        var definition = ClusterSagas.definitions().newest(saga).orElseThrow();

        @SuppressWarnings("unchecked")
        var step = (Step<Cluster, ?>) definition.step("remove-peerings");
        var command = step.command().apply(cluster(peering("hub", "READY"), peering("spoke", "CREATING")), NONE);

        assertThat(definition.stepNames()).startsWith("remove-peerings");
        assertThat(command).isEqualTo(new RemovePeerings(REF, List.of(network("hub"), network("spoke"))));
    }

    @Test
    void whatCannotBeDoneIsRefusedWithTheReason() {
        var full = running(IntStream.range(0, Peerings.MOST)
                .mapToObj(i -> peering("p" + i, "READY"))
                .toArray(Peering[]::new));

        assertThat(refusal(create.admit(asking("hub"), subject("CREATING", null))))
                .isEqualTo("ClusterNotRunning");
        assertThat(refusal(create.admit(asking("hub"), full))).isEqualTo("TooManyPeerings");
        assertThat(create.admit(asking("p0"), full)).isInstanceOf(Admission.Admitted.class);
        assertThat(refusal(delete.admit(new DeletePeering("hub"), running()))).isEqualTo("PeeringNotFound");
    }

    private static @Nullable Object undone(PeeringWork work) {
        var definition = ClusterSagas.definitions().newest("create-peering").orElseThrow();
        @SuppressWarnings("unchecked")
        var step = (Step<PeeringWork, ?>) definition.step("begin-peering");
        return requireNonNull(step.compensation()).apply(work);
    }

    private static CreatePeering asking(String id) {
        return new CreatePeering(id, network(id), ASKED);
    }

    private static Peering peering(String id, String state) {
        return new Peering(id, network(id), state, "Connected", ASKED);
    }

    private static String network(String name) {
        return "/subscriptions/s/resourceGroups/own/providers/Microsoft.Network/virtualNetworks/" + name;
    }

    private static Results seen(String peeringState) {
        return step -> Optional.of(new PeeringSeen(peeringState));
    }

    private static PeeringWork admitted(Admission<PeeringWork> admission) {
        return ((Admission.Admitted<PeeringWork>) admission).input();
    }

    private static String refusal(Admission<PeeringWork> admission) {
        return ((Admission.Refused<PeeringWork>) admission).rejection().code();
    }

    private static List<Peering> peerings(@Nullable Object document) {
        return ((Cluster) requireNonNull(document)).getPeerings();
    }

    private static Subject running(Peering... peerings) {
        return subject(Phases.RUNNING, cluster(peerings));
    }

    private static Cluster cluster(Peering... peerings) {
        return Cluster.newBuilder()
                .setRef(REF)
                .setSpec(Specifications.SMALL)
                .setPeerings(List.of(peerings))
                .build();
    }

    private static Subject subject(String phase, @Nullable Cluster document) {
        var payload = document == null ? null : new Payload("Cluster", new byte[0]);
        var messages = new Messages() {
            @Override
            public Payload encode(Object message) {
                throw new UnsupportedOperationException("an admission only reads");
            }

            @Override
            public <T> T decode(Payload encoded, Class<T> type) {
                return requireNonNull(type.cast(document));
            }
        };
        return new Subject("key", new Payload("Scope", new byte[0]), 1, phase, payload, messages);
    }
}
