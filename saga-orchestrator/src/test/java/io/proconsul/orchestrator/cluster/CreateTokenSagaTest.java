package io.proconsul.orchestrator.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Messages;
import io.proconsul.saga.Payload;
import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.Direction;
import io.proconsul.saga.engine.Effect;
import io.proconsul.saga.engine.FailureCause;
import io.proconsul.saga.engine.Fault;
import io.proconsul.saga.engine.Outcome;
import io.proconsul.saga.engine.SagaEngine;
import io.proconsul.saga.engine.SagaInput;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.saga.engine.SubjectState.Counters;
import io.proconsul.saga.engine.SubjectState.Life;
import io.proconsul.saga.engine.SubjectState.Past;
import io.proconsul.saga.engine.Summary.Ending;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.CreateAclToken;
import io.proconsul.wire.CreateToken;
import io.proconsul.wire.DeleteAclToken;
import io.proconsul.wire.Done;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Server;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateTokenSagaTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final CreateToken COMMAND = new CreateToken("new", "vault:v1:secret", NOW.plusSeconds(45));
    private static final ClusterRef REF = new ClusterRef("id", "t", "s", "g", "c", "westus2", "dc1");
    private static final Cluster CLUSTER = Cluster.newBuilder()
            .setRef(REF)
            .setSpec(Specifications.SMALL)
            .setCaPem("pem")
            .setServers(List.of(new Server(0, "c-0", "1", "10.0.0.4")))
            .setBootstrapTokenCiphertext("vault:v1:bootstrap")
            .setUserTokenAccessorId("old")
            .build();

    private final SagaEngine engine =
            new SagaEngine(ClusterSagas.definitions(), new Wire(), (key, ordinal, id) -> key + "/" + ordinal);

    /** The messages as they are on the wire. */
    private static final class Wire implements Messages {
        @Override
        public Payload encode(Object message) {
            var payload = Payloads.pack((SpecificRecord) message);
            var bytes = new byte[payload.getData().remaining()];
            payload.getData().duplicate().get(bytes);
            return new Payload(payload.getType(), bytes);
        }

        @Override
        public <T> T decode(Payload payload, Class<T> type) {
            var wire = new io.proconsul.wire.Payload(payload.type(), ByteBuffer.wrap(payload.data()));
            return type.cast(Payloads.unpack(wire, type.asSubclass(SpecificRecord.class)));
        }
    }

    @Test
    void asksForANewTokenInThePlaceOfTheOneBefore() {
        var decision = start("RUNNING", CLUSTER);

        assertThat(decision.state().phase()).isEqualTo("RUNNING");
        assertThat(command(decision, CreateAclToken.class))
                .isEqualTo(new CreateAclToken(REF, "pem", CLUSTER.getServers(), "vault:v1:bootstrap", COMMAND, "old"));
    }

    @Test
    void theClusterRemembersTheNewOneAndNothingElseOfItChanges() {
        var started = start("RUNNING", CLUSTER);

        var ended = answer(started, new Outcome.Succeeded(new Wire().encode(new Done(2))));

        assertThat(ended.state().phase()).isEqualTo("RUNNING");
        assertThat(ending(ended)).isEqualTo(Ending.SUCCEEDED);
        assertThat(document(ended))
                .isEqualTo(Cluster.newBuilder(CLUSTER)
                        .setUserTokenAccessorId("new")
                        .build());
    }

    @Test
    void afterAFailureTheNewOneIsDeletedAndTheOldOneIsRemembered() {
        var started = start("RUNNING", CLUSTER);

        var turned =
                answer(started, new Outcome.Failed(new Fault("ConsulForbidden", "no"), FailureCause.PERMANENT, null));
        assertThat(task(turned).direction()).isEqualTo(Direction.BACKWARD);
        assertThat(command(turned, DeleteAclToken.class))
                .isEqualTo(new DeleteAclToken(REF, "pem", CLUSTER.getServers(), "vault:v1:bootstrap", "new"));
        var ended = answer(turned, new Outcome.Succeeded(new Wire().encode(new Done(1))));

        assertThat(ending(ended)).isEqualTo(Ending.FAILED);
        assertThat(ended.state().phase()).isEqualTo("RUNNING");
        assertThat(ended.state().life().leftovers()).isEmpty();
        assertThat(document(ended)).isEqualTo(CLUSTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "CREATING", "DELETED", "ABSENT"})
    void isRefusedUnlessTheClusterRuns(String phase) {
        var decision = start(phase, phase.equals("FAILED") || phase.equals("CREATING") ? CLUSTER : null);

        assertThat(decision.effects()).noneMatch(Effect.SendTask.class::isInstance);
        assertThat(decision.state().verdicts()).singleElement().satisfies(verdict -> assertThat(verdict.rejection())
                .hasToString("Rejection[code=ClusterNotRunning, message=expected a running cluster, but it is " + phase
                        + ", target=null]"));
    }

    private Decision start(String phase, @Nullable Cluster document) {
        var wire = new Wire();
        var life = new Life(1, phase, document == null ? null : wire.encode(document), List.of(), null);
        var state = new SubjectState(
                "key",
                wire.encode(new Scope("t", "s", "g", "c")),
                life,
                new Counters(0, 0, 0),
                null,
                List.of(),
                new Past(List.of(), List.of()));
        return engine.decide(
                state, new SagaInput.StartRequested("ask", "create-token", wire.encode(COMMAND), NOW), NOW);
    }

    private Decision answer(Decision asked, Outcome outcome) {
        var task = task(asked);
        return engine.decide(
                asked.state(),
                new SagaInput.TaskAnswered(task.sagaId(), task.step(), task.attempt(), task.epoch(), outcome),
                NOW);
    }

    private static Effect.SendTask task(Decision decision) {
        return decision.effects().stream()
                .filter(Effect.SendTask.class::isInstance)
                .map(Effect.SendTask.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static <T> T command(Decision decision, Class<T> type) {
        return new Wire().decode(task(decision).command(), type);
    }

    private static Ending ending(Decision decision) {
        return decision.state().finished().get(0).ending();
    }

    private static Cluster document(Decision decision) {
        return new Wire().decode(requireNonNull(decision.state().document()), Cluster.class);
    }
}
