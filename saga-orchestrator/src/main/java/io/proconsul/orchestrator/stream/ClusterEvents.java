package io.proconsul.orchestrator.stream;

import io.proconsul.orchestrator.cluster.GrowClusterSaga;
import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.Payload;
import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.SagaEvent.SagaEnded;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.saga.engine.Summary.Ending;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterEvent;
import io.proconsul.wire.Scope;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a decision means to those who bill and audit. */
final class ClusterEvents {
    private ClusterEvents() {}

    static Stream<ClusterEvent> of(Scope scope, SubjectState before, Decision decision) {
        return decision.events().stream()
                .filter(SagaEnded.class::isInstance)
                .map(SagaEnded.class::cast)
                .flatMap(ended -> event(scope, before, decision.state(), ended).stream());
    }

    private static Optional<ClusterEvent> event(Scope scope, SubjectState before, SubjectState after, SagaEnded ended) {
        var document = ended.document() == null ? before.document() : ended.document();
        return type(ended, before.document()).flatMap(type -> cluster(document).map(cluster -> {
            var summary = ended.summary();
            var spec = cluster.getSpec();
            return new ClusterEvent(
                    Ids.eventId(summary.operationId(), type),
                    scope,
                    Ids.clusterId(scope, after.incarnation()),
                    type,
                    summary.endedAt(),
                    summary.operationId(),
                    spec.getServers(),
                    spec.getManagedApplicationId(),
                    spec.getResourceUsageId(),
                    spec.getPlan());
        }));
    }

    private static Optional<String> type(SagaEnded ended, @Nullable Payload before) {
        var summary = ended.summary();
        if (summary.kind() == Kind.BIRTH) {
            return Optional.of(summary.ending() == Ending.SUCCEEDED ? "ClusterStarted" : "ClusterFailed");
        }
        if (summary.kind() == Kind.DEATH && summary.ending() == Ending.SUCCEEDED) {
            return Optional.of("ClusterStopped");
        }
        return summary.name().equals(GrowClusterSaga.NAME) && servers(ended.document()) > servers(before)
                ? Optional.of("ClusterResized")
                : Optional.empty();
    }

    private static int servers(@Nullable Payload document) {
        return cluster(document).map(cluster -> cluster.getSpec().getServers()).orElse(0);
    }

    private static Optional<Cluster> cluster(@Nullable Payload document) {
        return Optional.ofNullable(document)
                .map(payload -> Payloads.unpack(WireMessages.toWire(payload), Cluster.class));
    }
}
