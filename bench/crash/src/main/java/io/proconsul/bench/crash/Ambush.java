package io.proconsul.bench.crash;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where this process comes by, and dies if it is a point that is armed. */
final class Ambush {
    /** As of a process that was killed. */
    static final int KILLED = 137;

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();
    private static volatile @Nullable CrashFolder folder;

    private Ambush() {}

    static void in(CrashFolder chosen) {
        folder = chosen;
    }

    /** What is about to happen, all of it at once. */
    static void before(List<String> acts) {
        var told = folder;
        if (told != null) {
            acts.stream().filter(TOLD::add).forEach(told::tell);
            dieIfArmed(told, CrashFolder.BEFORE, acts);
        }
    }

    /** What has happened, before the process hears of it. */
    static void after(List<String> acts) {
        var told = folder;
        if (told != null) {
            dieIfArmed(told, CrashFolder.AFTER, acts);
        }
    }

    /** One death meets all the points that are there together. */
    private static void dieIfArmed(CrashFolder armed, String moment, List<String> acts) {
        boolean met = false;
        for (var act : acts) {
            met |= armed.spring(moment + act);
        }
        if (met) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
