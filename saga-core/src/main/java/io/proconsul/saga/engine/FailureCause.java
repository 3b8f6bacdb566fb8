package io.proconsul.saga.engine;

/** What a failure says about trying again. */
public enum FailureCause {
    /** Will fail again however often it is tried. */
    PERMANENT,
    /** May succeed next time; uses up an attempt. */
    TRANSIENT,
    /** The dependency throttled or is down: says nothing about the step, so it uses up neither attempts nor time. */
    UNAVAILABLE
}
