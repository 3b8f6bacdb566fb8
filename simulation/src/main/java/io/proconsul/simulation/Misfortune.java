package io.proconsul.simulation;

import java.util.Locale;

/** What can go wrong each time there is an occasion for it. */
public enum Misfortune {
    /** A record is appended once more, later. */
    DUPLICATED(0.20),
    /** The time that a record carries is off by up to a minute. */
    SKEWED(0.10),
    /** A timer fires before it is due. */
    EARLY(0.10),
    /** An answer or a timer cannot be read, and is lost. */
    UNREADABLE(0.01),
    /** The orchestrator dies after a record, before it commits. */
    CRASHED(0.05),
    /** Its transaction is aborted, and it reads the same records again. */
    ABORTED(0.05),
    /** Its partition moves to another instance, and the old one may not know. */
    REBALANCED(0.05),
    /** A worker dies after a side effect, before it commits; what it had under way goes on without it. */
    WORKER_CRASHED(0.10),
    /** An answer takes minutes, longer than anyone waits. */
    SLOW(0.10),
    /** From now on the cloud is down for up to an hour. */
    OUTAGE(0.01),
    /** The cloud says "not now" and does nothing. */
    THROTTLED(0.20),
    /** The cloud fails and did nothing. */
    FAILED(0.15),
    /** The cloud fails halfway. */
    TORN(0.10),
    /** The cloud does it, and the answer is lost. */
    LOST(0.10),
    /** The cloud refuses for good, perhaps halfway. */
    REFUSED(0.04);

    private final double worst;

    Misfortune(double worst) {
        this.worst = worst;
    }

    /** The highest chance that a scenario gives it. */
    double worst() {
        return worst;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
