package io.proconsul.worker;

/** Tells people who watch what an attempt is doing right now. Best effort: nothing depends on it. */
public interface Progress {

    /** Says one line, without secrets: "Waiting for storage account pc0af3... (operation 4f1c)". */
    void say(Attempt attempt, String message);
}
