package io.proconsul.worker.loop;

import java.time.Duration;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * What this worker owes to one partition it was assigned: which records it has taken, and up to where all of them are
 * finished. Only that prefix is ever committed, so that a crash repeats tasks and never skips one.
 *
 * <p>Safe for use by many threads: the loop accepts and commits, lanes begin and finish.
 */
final class AssignedPartition {

    private final NavigableSet<Long> unfinished = new TreeSet<>();
    private OptionalLong end = OptionalLong.empty();
    private OptionalLong committed = OptionalLong.empty();
    private int begun;
    private boolean owned = true;
    private boolean ended;

    /** Takes the next record; offsets grow, with gaps where the log has transaction markers. */
    synchronized void accept(long offset) {
        unfinished.add(offset);
        end = OptionalLong.of(offset + 1);
    }

    /** False if the partition was lost meanwhile: its new owner performs the task. */
    synchronized boolean begin() {
        if (owned) {
            begun++;
        }
        return owned;
    }

    /** The task was performed and its result is durable. */
    synchronized void finish(long offset) {
        unfinished.remove(offset);
        abandon();
    }

    /** A task that was begun ends without a durable result; somebody performs it again. */
    synchronized void abandon() {
        begun--;
        notifyAll();
    }

    /** The offset to commit, if it has moved since {@link #committed} was last told. */
    synchronized OptionalLong committable() {
        var prefix = prefix();
        return prefix.equals(committed) ? OptionalLong.empty() : prefix;
    }

    /** What has been committed, or could be; present as long as a task is under way. */
    synchronized OptionalLong prefix() {
        return unfinished.isEmpty() ? end : OptionalLong.of(unfinished.first());
    }

    synchronized void committed(long offset) {
        committed = OptionalLong.of(offset);
    }

    /** From now on no task of this partition is begun. */
    synchronized void lose() {
        owned = false;
    }

    /** From now on those that were begun do nothing more either. */
    synchronized void end() {
        owned = false;
        ended = true;
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Waits for the tasks that were begun. False if the limit passed first. */
    synchronized boolean awaitBegun(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        try {
            while (begun > 0) {
                var left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
