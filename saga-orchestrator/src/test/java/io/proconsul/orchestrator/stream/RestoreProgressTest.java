package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
    private static final TopicPartition CHANGELOG = new TopicPartition("states-changelog", 2);

    private final RestoreProgress progress = new RestoreProgress();

    @Test
    void saysWhatIsLeftOfEachPartitionUntilNothingIs() {
        progress.onRestoreStart(CHANGELOG, "states", 100, 1100);
        assertThat(progress.remaining()).containsEntry("states-changelog-2", 1000L);

        progress.onBatchRestored(CHANGELOG, "states", 700, 600);
        assertThat(progress.remaining()).containsEntry("states-changelog-2", 400L);

        progress.onRestoreEnd(CHANGELOG, "states", 1000);
        assertThat(progress.remaining()).isEmpty();
    }

    @Test
    void aPartitionThatGoesElsewhereIsNoLongerWaitedFor() {
        progress.onRestoreStart(CHANGELOG, "states", 0, 10);
        progress.onRestoreSuspended(CHANGELOG, "states", 3);

        assertThat(progress.remaining()).isEmpty();
    }
}
