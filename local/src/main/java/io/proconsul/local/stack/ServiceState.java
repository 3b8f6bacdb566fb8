package io.proconsul.local.stack;

/** How far a service is. */
public enum ServiceState {
    /** Something it needs is not ready yet. */
    WAITING,
    STARTING,
    READY,
    /** It ended by itself and is started again after a while. */
    RESTARTING,
    STOPPED
}
