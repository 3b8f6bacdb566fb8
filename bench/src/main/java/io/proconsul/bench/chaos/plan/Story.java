package io.proconsul.bench.chaos.plan;

import java.time.Duration;

/**
 * What one customer does with one cluster.
 *
 * @param name of application and cluster; its managed resource group is named after it
 * @param servers 1 or 3
 * @param hesitation how long the customer waits before the second request of a story that has no reason to wait longer
 */
public record Story(String name, Kind kind, int servers, Duration hesitation) {

    /** How it goes. */
    public enum Kind {
        /** Creates, waits until the cluster runs, deletes. */
        PLAIN(2),
        /** The same, with every request sent three times. */
        REPEATED(2),
        /** Deletes while the creation is still under way. */
        OVERTAKEN(2),
        /** A resource of the cluster fails for good, so that the creation is undone. */
        DOOMED(1);

        private final int sagas;

        Kind(int sagas) {
            this.sagas = sagas;
        }

        /** How many sagas such a story asks for. */
        public int sagas() {
            return sagas;
        }
    }

    public String managedGroup() {
        return name + "-mrg";
    }
}
