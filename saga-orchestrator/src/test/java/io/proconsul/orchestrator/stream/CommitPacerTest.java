package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitPacerTest {
    private final CommitPacer pacer = new CommitPacer(5);

    @Test
    void commitsOnceTheInputHasRunDry() {
        pacer.processed();

        assertThat(pacer.shouldCommit(100))
                .as("a record came since the last look")
                .isFalse();
        assertThat(pacer.shouldCommit(102)).as("none came").isTrue();
        assertThat(pacer.shouldCommit(104)).as("nothing left to commit").isFalse();
    }

    @Test
    void leavesTheIntervalAloneWhileRecordsKeepComing() {
        for (int look = 0; look < 50; look++) {
            pacer.processed();
            assertThat(pacer.shouldCommit(100 + look)).isFalse();
        }
    }

    @Test
    void keepsItsDistanceFromTheCommitBefore() {
        pacer.processed();
        pacer.shouldCommit(100);
        pacer.shouldCommit(101);
        pacer.processed();
        pacer.shouldCommit(102);

        assertThat(pacer.shouldCommit(103)).isFalse();
        assertThat(pacer.shouldCommit(106)).isTrue();
    }
}
