package io.proconsul.orchestrator.stream;

/**
 * Decides when a stream thread commits ahead of its interval: when it has processed all that it has fetched, and, if
 * the last commit was shared by several transitions, when at least as much time has passed since its end as it took. A
 * saga that is alone waits for nothing; when there are many, a commit is shared by all that one fetch brings, and by
 * all that comes in the time after a commit. One for all tasks of a thread, as they are committed together.
 */
final class CommitPacer {
    /** From so many transitions on they are a crowd, which gains more by sharing than any of them loses by waiting. */
    static final int CROWD = 8;

    private final Backlog backlog = new Backlog();
    private int uncommitted;
    private boolean committing;
    private long begun;
    private long notBefore;

    /** What is still to be processed before a commit is due. */
    Backlog backlog() {
        return backlog;
    }

    /** Something was processed. Returns whether to commit now. */
    boolean processed(long nowNanos) {
        uncommitted++;
        return due(nowNanos);
    }

    /** Called between records. Returns whether to commit now what was processed before. */
    boolean due(long nowNanos) {
        if (!waiting() || nowNanos - notBefore < 0) {
            return false;
        }
        committing = true;
        begun = nowNanos;
        return true;
    }

    /** Whether there is something to commit that only time stands in the way of. */
    boolean waiting() {
        return uncommitted > 0 && !committing && backlog.isEmpty();
    }

    /** A commit has ended, whether it was asked for here or the interval was over. */
    void committed(long nowNanos) {
        long took = committing ? nowNanos - begun : 0;
        notBefore = uncommitted < CROWD ? nowNanos : nowNanos + took;
        uncommitted = 0;
        committing = false;
    }
}
