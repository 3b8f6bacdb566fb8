package io.proconsul.bench.chaos.sweep;

import io.proconsul.bench.crash.CrashFolder;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Before and after produces and commits: an agent in the services' JVMs halts them. */
final class CommitTrap implements Trap {
    /** A worker's death can hold a cluster up for a session of its group. */
    private static final int AT_ONCE = 24;

    private final CrashFolder folder;

    CommitTrap(CrashFolder folder) {
        this.folder = folder;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public List<String> points() {
        return folder.points();
    }

    @Override
    public void arm(Collection<String> points) {
        folder.arm(points);
    }

    @Override
    public void disarm() {
        folder.disarm();
    }

    @Override
    public Set<String> met() {
        return folder.met();
    }

    @Override
    public int deaths() {
        return folder.deaths();
    }
}
