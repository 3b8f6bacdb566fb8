package io.proconsul.worker.loop;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final long SECOND = 1_000_000_000;

    private final AssignedPartition partition = new AssignedPartition();

    @Test
    void lastsFromWhenItWasAskedFor() {
        var lease = new Lease(ofSeconds(5));
        long asked = System.nanoTime() + SECOND;

        lease.renew(asked);

        assertThat(lease.holds(asked + 5 * SECOND - 1)).isTrue();
        assertThat(lease.holds(asked + 5 * SECOND)).isFalse();
    }

    @Test
    void isAskedForLongBeforeItsEnd() {
        var lease = new Lease(ofSeconds(5));
        long asked = System.nanoTime() + SECOND;

        lease.renew(asked);

        assertThat(lease.fades(asked + SECOND - 1)).isFalse();
        assertThat(lease.fades(asked + SECOND)).isTrue();
    }

    @Test
    void whatWasAskedForBeforeShortensNothing() {
        var lease = new Lease(ofSeconds(5));
        long asked = System.nanoTime() + SECOND;
        lease.renew(asked);

        lease.renew(asked - SECOND);

        assertThat(lease.holds(asked + 5 * SECOND - 1)).isTrue();
    }

    @Test
    void coversNoPartitionThatAnotherHas() {
        partition.end();

        assertThat(new Lease(ofHours(1)).covers(partition)).isFalse();
    }

    @Test
    void whoFindsItOverWaitsUntilItIsRenewed() {
        var lease = over();
        var covered = CompletableFuture.supplyAsync(() -> lease.covers(partition));
        assertThat(lease.covers(ended())).isFalse();
        assertThat(covered).isNotDone();

        lease.renew(System.nanoTime() + 3600 * SECOND);

        assertThat(covered.join()).isTrue();
    }

    @Test
    void whoFindsItOverWaitsUntilAnotherHasThePartition() {
        var lease = over();
        var covered = CompletableFuture.supplyAsync(() -> lease.covers(partition));

        partition.end();

        assertThat(covered.join()).isFalse();
    }

    private static Lease over() {
        return new Lease(ofSeconds(0));
    }

    private static AssignedPartition ended() {
        var ended = new AssignedPartition();
        ended.end();
        return ended;
    }
}
