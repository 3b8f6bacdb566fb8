package io.proconsul.worker;

import org.apache.avro.specific.SpecificRecord;

/**
 * Performs one kind of command. One instance serves many clusters at once, so it holds no state of its own.
 *
 * <p>An activity is performed at least once per attempt: a crash between its side effect and the commit repeats it.
 * It is therefore idempotent: it creates or finds by a name that follows from {@link ClusterNames}, and takes "not there"
 * for success when it deletes. It never waits for a long-running operation: it answers {@link Outcome.Pending} and
 * goes on from the continuation when asked again, perhaps in another process.
 *
 * @param <C> the command's record
 */
public interface Activity<C extends SpecificRecord> {

    /** The command that this activity performs; no other activity of the worker names the same. */
    Class<C> command();

    /** Performs one attempt. What it throws becomes a {@link Outcome.Failed}. */
    Outcome perform(C command, Attempt attempt);
}
