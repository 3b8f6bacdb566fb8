package io.proconsul.orchestrator.stream;

/**
 * Decides when a stream thread commits ahead of its interval: when it has processed all that it has fetched, and when at
 * least as much time has passed since the last commit as that one took. A saga that is alone waits for nothing; when
 * there are many, a commit is shared by all that one fetch brings, and by all that comes in the time after a commit. One
 * for all tasks of a thread, as they are committed together.
 */
final class CommitPacer {
    private final Backlog backlog = new Backlog();
    private boolean uncommitted;
    private boolean committing;
    private long begun;
    private long notBefore;

    /** What is still to be processed before a commit is due. */
    Backlog backlog() {
        return backlog;
    }

    /** Something was processed. Returns whether to commit now. */
    boolean processed(long nowNanos) {
        seeCommitEnd(nowNanos);
        uncommitted = true;
        return due(nowNanos);
    }

    /** Called between records. Returns whether to commit now what was processed before. */
    boolean due(long nowNanos) {
        seeCommitEnd(nowNanos);
        if (!uncommitted || !backlog.isEmpty() || nowNanos - notBefore < 0) {
            return false;
        }
        uncommitted = false;
        committing = true;
        begun = nowNanos;
        return true;
    }

    /** Whether there is something to commit that only time stands in the way of. */
    boolean waiting() {
        return uncommitted && backlog.isEmpty();
    }

    /** The thread commits before it comes back here, so that its next call is the end of the commit. */
    private void seeCommitEnd(long nowNanos) {
        if (committing) {
            committing = false;
            notBefore = nowNanos + (nowNanos - begun);
        }
    }
}
