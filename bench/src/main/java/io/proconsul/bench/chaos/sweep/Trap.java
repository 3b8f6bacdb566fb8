package io.proconsul.bench.chaos.sweep;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** How processes are made to die at points, which have names. */
interface Trap {
    /** How many points are armed at once, so that a cluster still gets on. */
    int atOnce();

    /** All points that the run so far has shown, in order. */
    List<String> points();

    /** The next process that comes to one of these points dies there. */
    void arm(Collection<String> points) throws IOException;

    /** Nobody dies any more. */
    void disarm() throws IOException;

    /** At which points a process died. */
    Set<String> met();

    int deaths();
}
