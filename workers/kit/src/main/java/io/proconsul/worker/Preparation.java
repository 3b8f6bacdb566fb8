package io.proconsul.worker;

/**
 * What a worker does once, before it takes its first task, so that this one takes no longer than the next: signing in,
 * opening a connection, loading a client. Every bean that implements it is picked up.
 *
 * <p>It must be harmless. Its failure is logged and stops nothing: whoever takes a task meets the same trouble and knows
 * how to answer it.
 */
public interface Preparation {

    /** What is prepared, for the log. */
    String name();

    void prepare() throws Exception;
}
