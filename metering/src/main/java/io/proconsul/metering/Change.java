package io.proconsul.metering;

/**
 * What an event did to a cluster. Events of one instant happened in the order of these constants: a cluster that failed
 * may have been begun again, and one that started may have been stopped.
 */
public enum Change {
    /** It could not be made; whatever ran is gone. */
    FAILED,
    STARTED,
    STOPPED
}
