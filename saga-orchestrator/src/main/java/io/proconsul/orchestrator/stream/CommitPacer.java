package io.proconsul.orchestrator.stream;

/**
 * Decides when a stream thread commits ahead of its interval: at once, but only when at least as much time has passed
 * since the last commit as that one took. A commit that is cheap, because little happens, is hardly waited for; one that
 * is dear, because much does, is shared by all that comes meanwhile. One for all tasks of a thread, as they are committed
 * together.
 */
final class CommitPacer {
    private boolean uncommitted;
    private boolean committing;
    private long begun;
    private long notBefore;

    /** Something was processed. Returns whether to commit now. */
    boolean processed(long nowNanos) {
        seeCommitEnd(nowNanos);
        uncommitted = true;
        return due(nowNanos);
    }

    /** Called between records. Returns whether to commit now what was processed before. */
    boolean due(long nowNanos) {
        seeCommitEnd(nowNanos);
        if (!uncommitted || nowNanos - notBefore < 0) {
            return false;
        }
        uncommitted = false;
        committing = true;
        begun = nowNanos;
        return true;
    }

    /** The thread commits before it comes back here, so that its next call is the end of the commit. */
    private void seeCommitEnd(long nowNanos) {
        if (committing) {
            committing = false;
            notBefore = nowNanos + (nowNanos - begun);
        }
    }
}
