package io.proconsul.orchestrator.cluster;

import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Subject;

/** The phases of a cluster, as the API shows them. */
public final class Phases {
    static final String ABSENT = Subject.ABSENT;
    static final String CREATING = "CREATING";
    public static final String RUNNING = "RUNNING";
    static final String UPDATING = "UPDATING";
    static final String FAILED = "FAILED";
    static final String DELETING = "DELETING";
    static final String DELETED = "DELETED";

    /** Of what does something to a running cluster, which stays one whatever becomes of it. */
    static final Lifecycle WHILE_RUNNING = Lifecycle.change(RUNNING, RUNNING, RUNNING);

    private Phases() {}
}
