package io.proconsul.bench.chaos.plan;

import java.time.Duration;

/**
 * One disturbance of a run.
 *
 * @param after it begins when so many sagas have ended
 * @param target the service's name in the stack; empty for the cloud
 * @param lasting zero for what is over at once
 */
public record Sabotage(int after, Kind kind, String target, Duration lasting) {

    /** What is done to the target. */
    public enum Kind {
        /** SIGKILL; the supervisor starts it again. */
        KILL,
        /** SIGSTOP, and SIGCONT when the time is over. */
        PAUSE,
        /** Its connections to the brokers are reset, old and new, until the time is over. */
        CUT,
        /** The cloud answers 429 and 5xx and loses answers, until the time is over. */
        STORM
    }

    @Override
    public String toString() {
        return "after %4d sagas: %-5s %s%s"
                .formatted(
                        after,
                        kind,
                        target.isEmpty() ? "the cloud" : target,
                        lasting.isZero() ? "" : " for %d s".formatted(lasting.toSeconds()));
    }
}
