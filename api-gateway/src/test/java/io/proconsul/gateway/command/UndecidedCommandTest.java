package io.proconsul.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Samples;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndecidedCommandTest {

    @Test
    void onlyAnAnswerGivenAfterTheQuestionCounts() {
        var old = new Verdict("mine", "operation-1", null, 3L);
        var other = new Verdict("other", "operation-2", null, 5L);
        var answer = new Verdict("mine", "operation-3", null, 6L);
        var command = new UndecidedCommand("mine", 4);
        assertThat(command.verdictIn(state(old, other))).isEmpty();
        assertThat(command.verdictIn(state(old, other, answer))).contains(answer);
    }

    @Test
    void anyAnswerCountsForAClusterThatWasUnknown() {
        var answer = new Verdict("mine", "operation", null, 0L);
        assertThat(new UndecidedCommand("mine", UndecidedCommand.UNKNOWN_CLUSTER).verdictIn(state(answer)))
                .contains(answer);
    }

    private static ClusterState state(Verdict... verdicts) {
        return Samples.state(Samples.SCOPE, "CREATING", 7, List.of(verdicts), List.of());
    }
}
