package io.proconsul.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.proconsul.gateway.Samples;
import io.proconsul.gateway.config.Configs;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.view.ClusterTable;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompletionDeskTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ClusterCommand COMMAND = Commands.delete(
            Samples.SCOPE, new Request("correlation", "someone", Instant.parse("2026-01-01T00:00:00Z")));
    private static final Verdict ACCEPTED = new Verdict(COMMAND.getCommandId(), "operation", null, 1L);

    private final CompletableFuture<Boolean> verdictAwaited = new CompletableFuture<>();

    private final ClusterTable table = new ClusterTable() {
        @Override
        public Optional<ClusterState> await(Scope scope, Predicate<ClusterState> condition, Duration patience) {
            var found = super.await(scope, condition, patience);
            verdictAwaited.complete(true);
            return found;
        }
    };

    @Test
    void anOperationThatSucceedsGivesTheStateAfterIt() {
        var desk = desk(() -> see(1, ACCEPTED, operation("RUNNING", null)), "30s");

        var completion = CompletableFuture.supplyAsync(() -> desk.complete(COMMAND));
        assertThat(verdictAwaited).succeedsWithin(LONG);
        see(2, ACCEPTED, operation("SUCCEEDED", null));

        assertThat(completion)
                .succeedsWithin(LONG)
                .isInstanceOfSatisfying(
                        Completion.Succeeded.class,
                        succeeded -> assertThat(succeeded.state().getRevision()).isEqualTo(2));
    }

    @Test
    void aFailureIsOursAndKeepsItsReason() {
        var desk = desk(() -> see(1, ACCEPTED, operation("FAILED", new ErrorDetail("ConsulForbidden", "no", null))));

        assertThat(desk.complete(COMMAND))
                .isEqualTo(new Completion.Failed(ApiError.of(500, "ConsulForbidden", "no", null)));
    }

    @Test
    void whatIsRefusedWhenItsTurnComesIsAConflict() {
        var reason = new ErrorDetail(Rejections.NOT_RUNNING, "expected a running cluster, but it is FAILED", null);
        var desk = desk(() -> see(1, ACCEPTED, operation("FAILED", reason)));

        assertThat(desk.complete(COMMAND))
                .isEqualTo(new Completion.Failed(ApiError.of(409, Rejections.NOT_RUNNING, reason.getMessage(), null)));
    }

    @Test
    void whatGivesWayToADeletionIsAConflict() {
        var desk = desk(() -> see(1, ACCEPTED, operation("CANCELLED", new ErrorDetail("Superseded", "gone", null))));

        assertThat(desk.complete(COMMAND))
                .isEqualTo(new Completion.Failed(ApiError.of(409, "Superseded", "gone", null)));
    }

    @Test
    void aRejectionIsAnsweredAtOnce() {
        var rejection = new ErrorDetail("ClusterDeleting", "it is being deleted", null);
        var desk = desk(() -> see(1, new Verdict(COMMAND.getCommandId(), null, rejection, 1L)), "30s");

        assertThat(desk.complete(COMMAND))
                .isEqualTo(new Completion.Failed(ApiError.of(409, "ClusterDeleting", "it is being deleted", null)));
    }

    @Test
    void anEndThatDoesNotComeIsNotWaitedForForEver() {
        var desk = desk(() -> see(1, ACCEPTED, operation("RUNNING", null)));

        assertThat(desk.complete(COMMAND)).isInstanceOfSatisfying(Completion.Failed.class, failed -> {
            assertThat(failed.error().status()).isEqualTo(503);
            assertThat(failed.error().retryAfter()).isPresent();
        });
    }

    @Test
    void aVerdictThatIsLateIsWaitedForAsWell() {
        var desk = desk(() -> {}, "30s");

        var completion = CompletableFuture.supplyAsync(() -> desk.complete(COMMAND));
        assertThat(verdictAwaited).succeedsWithin(LONG);
        see(1, ACCEPTED, operation("SUCCEEDED", null));

        assertThat(completion).succeedsWithin(LONG).isInstanceOf(Completion.Succeeded.class);
    }

    @Test
    void aRejectionThatIsLateIsARejection() {
        var desk = desk(() -> {}, "30s");
        var rejection = new ErrorDetail("ClusterDeleting", "it is being deleted", null);

        var completion = CompletableFuture.supplyAsync(() -> desk.complete(COMMAND));
        assertThat(verdictAwaited).succeedsWithin(LONG);
        see(1, new Verdict(COMMAND.getCommandId(), null, rejection, 1L));

        assertThat(completion)
                .succeedsWithin(LONG)
                .isEqualTo(new Completion.Failed(ApiError.of(409, "ClusterDeleting", "it is being deleted", null)));
    }

    @Test
    void whatIsNotDurableIsUnavailable() {
        var desk = desk(() -> {
            throw new LogUnavailableException("no broker answers", new IllegalStateException());
        });

        assertThat(desk.complete(COMMAND)).isInstanceOfSatisfying(Completion.Failed.class, failed -> assertThat(
                        failed.error().status())
                .isEqualTo(503));
    }

    @Test
    void itsPatienceIsThatForVerdictAndEndTogether() {
        assertThat(desk(() -> {}, "30s").patience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(desk(() -> {}, "0s", "5s").patience()).isEqualTo(Duration.ofSeconds(5));
    }

    /** What happens when a command is written. */
    private interface Reaction {
        void run() throws LogUnavailableException;
    }

    /** Waits for nothing. */
    private CompletionDesk desk(Reaction reaction) {
        return desk(reaction, "0s");
    }

    private CompletionDesk desk(Reaction reaction, String completionTimeout) {
        return desk(reaction, completionTimeout, "0s");
    }

    private CompletionDesk desk(Reaction reaction, String completionTimeout, String verdictTimeout) {
        var config = Configs.of(Map.of(
                "proconsul.gateway.verdict-timeout", verdictTimeout,
                "proconsul.gateway.completion-timeout", completionTimeout));
        var commands = new CommandDesk(command -> reaction.run(), table, config, new SimpleMeterRegistry());
        return new CompletionDesk(commands, table, config);
    }

    private void see(long revision, Verdict verdict, OperationView... operations) {
        var state = Samples.state(Samples.SCOPE, "RUNNING", revision, List.of(verdict), List.of(operations));
        table.put(Ids.scopeKey(Samples.SCOPE), state);
    }

    private static OperationView operation(String status, @Nullable ErrorDetail error) {
        return OperationView.newBuilder(Samples.operation("operation", status))
                .setError(error)
                .build();
    }
}
