package io.proconsul.worker.loop;

import java.time.Duration;

/**
 * How long this member of the group may be sure that its partitions are its own: for some time since it asked for something
 * that the group's coordinator grants to members only. A process that was paused or cut off finds it over.
 *
 * <p>Safe for use by many threads: the loop renews it, tasks wait for it.
 */
final class Lease {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final long length;
    private long since = System.nanoTime();

    /** @param length less than the brokers wait for a member's next heartbeat, which may be due when it is renewed */
    Lease(Duration length) {
        this.length = length.toNanos();
    }

    /** @param asked when, by {@link System#nanoTime}, it was asked for what has been granted now */
    synchronized void renew(long asked) {
        if (asked - since > 0) {
            since = asked;
            notifyAll();
        }
    }

    synchronized boolean holds(long now) {
        return now - since < length;
    }

    /** Whether it is time to ask for something. */
    synchronized boolean fades(long now) {
        return now - since >= length / 5;
    }

    /** Waits until it is known whose a partition is. Whether it is this member's. */
    synchronized boolean covers(AssignedPartition partition) {
        try {
            while (!partition.ended()) {
                if (holds(System.nanoTime())) {
                    return true;
                }
                wait(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
