package io.proconsul.orchestrator.stream;

/**
 * Decides when to commit ahead of the interval: as soon as the input has run dry, so that a lone step waits for nobody;
 * never while records keep coming, so that under load hundreds of transitions share one transaction.
 */
final class CommitPacer {
    private final long minimumGapMillis;
    private boolean uncommitted;
    private boolean fresh;
    private long lastCommit;

    CommitPacer(long minimumGapMillis) {
        this.minimumGapMillis = minimumGapMillis;
    }

    void processed() {
        uncommitted = true;
        fresh = true;
    }

    /** Called every few milliseconds between polls. */
    boolean shouldCommit(long nowMillis) {
        var dry = !fresh;
        fresh = false;
        if (!uncommitted || !dry || nowMillis - lastCommit < minimumGapMillis) {
            return false;
        }
        uncommitted = false;
        lastCommit = nowMillis;
        return true;
    }
}
