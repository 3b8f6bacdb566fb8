package io.proconsul.bench.chaos.plan;

/**
 * What was asked for.
 *
 * @param seed everything that is random is a function of it
 * @param sagas creates and deletes together, at least
 * @param kills processes ended with SIGKILL
 * @param pauses processes stopped for longer than any session or transaction lasts
 * @param partitions processes whose connections to all brokers are reset for a while
 * @param storm whether the cloud throttles, fails and loses answers meanwhile
 * @param brokers 1 or 3
 */
public record ChaosPlan(long seed, int sagas, int kills, int pauses, int partitions, boolean storm, int brokers) {

    /** How many processes of each service there are, so that a takeover is possible. */
    public static final int REPLICAS = 2;
}
