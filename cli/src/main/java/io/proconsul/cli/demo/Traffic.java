package io.proconsul.cli.demo;

import java.util.List;

/** Users who write to a cluster through whichever server takes it, while something is done to it. */
final class Traffic {
    private final List<ConsulUser> users;
    private final String key;
    private final String token;
    private int leastUp;
    private int writes;

    /** @param key below which they write */
    Traffic(List<ConsulUser> users, String key, String token) {
        this.users = users;
        this.key = key;
        this.token = token;
        this.leastUp = users.size();
    }

    /** Counts the servers that are up, and writes once. */
    void look() {
        int up = (int) users.stream().filter(ConsulUser::isUp).count();
        leastUp = Math.min(leastUp, up);
        write();
    }

    /** Whether one more value was taken. */
    boolean write() {
        var next = writes + 1;
        boolean written = users.stream().anyMatch(user -> user.put(key + "/" + next, value(next), token) == 200);
        writes = written ? next : writes;
        return written;
    }

    /** @throws DemoFailure if a server does not have what was written so far */
    void isKeptBy(ConsulUser user) {
        for (int write = 1; write <= writes; write++) {
            var kept = user.get(key + "/" + write, token);
            Actions.expect(kept.equals(value(write)), "what was written", kept);
        }
    }

    /** The fewest servers that took connections at any look. */
    int leastUp() {
        return leastUp;
    }

    int writes() {
        return writes;
    }

    private static String value(int write) {
        return "value " + write;
    }
}
