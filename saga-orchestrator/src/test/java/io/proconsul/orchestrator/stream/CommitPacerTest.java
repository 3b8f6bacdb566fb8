package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CommitPacerTest {
    private static final TopicPartition PARTITION = new TopicPartition("task.results", 3);

    private final CommitPacer pacer = new CommitPacer();

    @Test
    void aLoneTransitionIsCommittedAtOnce() {
        assertThat(pacer.processed(100)).isTrue();
    }

    @Test
    void nothingIsCommittedTwice() {
        pacer.processed(100);

        assertThat(pacer.due(500)).isFalse();
    }

    @Test
    void oneThatCannotWaitForOthersIsCommittedHoweverLongTheLastCommitTook() {
        pacer.processed(100);
        pacer.committed(9_000);

        assertThat(pacer.processed(9_001)).isTrue();
    }

    @Test
    void afterTheCommitOfACrowdAsMuchTimePassesAsItTook() {
        crowdAt(100);
        pacer.committed(130);

        assertThat(pacer.processed(131)).as("it took 30, so not before 160").isFalse();
        assertThat(pacer.waiting()).isTrue();
        assertThat(pacer.due(159)).isFalse();
        assertThat(pacer.due(160)).as("what came meanwhile").isTrue();
    }

    @Test
    void oneFewerAreNoCrowd() {
        processedAt(100, CommitPacer.CROWD - 1);
        pacer.committed(130);

        assertThat(pacer.processed(131)).isTrue();
    }

    @Test
    void whatComesBeforeACommitHasEndedAsksForNoOther() {
        pacer.processed(100);

        assertThat(pacer.processed(120)).isFalse();
        assertThat(pacer.waiting()).isFalse();
    }

    @Test
    void aCommitThatWasNotAskedForIsFollowedByNoWait() {
        pacer.backlog().fetched(PARTITION, 7);
        crowdAt(100);
        pacer.committed(5_000);
        pacer.backlog().forget(PARTITION.partition());

        assertThat(pacer.processed(5_001)).isTrue();
    }

    @Test
    void whatWasFetchedIsProcessedBeforeACommit() {
        pacer.backlog().fetched(PARTITION, 7);

        pacer.backlog().processed(PARTITION.topic(), PARTITION.partition(), 6);
        assertThat(pacer.processed(100)).isFalse();
        assertThat(pacer.due(200)).isFalse();

        pacer.backlog().processed(PARTITION.topic(), PARTITION.partition(), 7);
        assertThat(pacer.processed(300)).isTrue();
    }

    @Test
    void aTaskThatGoesTakesItsBacklogWithIt() {
        pacer.backlog().fetched(PARTITION, 7);
        pacer.backlog().forget(PARTITION.partition());

        assertThat(pacer.processed(100)).isTrue();
    }

    private void crowdAt(long nanos) {
        processedAt(nanos, CommitPacer.CROWD);
    }

    private void processedAt(long nanos, int transitions) {
        for (int i = 0; i < transitions; i++) {
            pacer.processed(nanos);
        }
    }
}
