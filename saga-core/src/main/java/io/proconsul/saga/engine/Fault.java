package io.proconsul.saga.engine;

/** Why something failed: a PascalCase code for programs, a message for people. */
public record Fault(String code, String message) {
    static final String INTERRUPTED = "Interrupted";
    public static final String CANCELLED = "Cancelled";
    public static final Fault SUPERSEDED = new Fault("Superseded", "the subject is being deleted");
    static final String TIMED_OUT = "StepTimedOut";
}
