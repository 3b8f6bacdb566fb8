package io.proconsul.hostmanager.consul;

import io.proconsul.hostmanager.generation.Generation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What Consul should run on, handed from the poller to the supervisor; the newest replaces one not yet taken. */
public final class Wanted {
    private final Semaphore changes = new Semaphore(0);
    private volatile @Nullable Order order;

    /** @param address this VM's private address, which Consul binds to */
    record Order(Generation generation, String address) {}

    public void set(Generation generation, String address) {
        order = new Order(generation, address);
        changes.release();
    }

    /** The URL of the container that the audit log is to be copied to. */
    public Optional<String> auditContainer() {
        return get().map(wanted -> wanted.generation().manifest().manifest().auditContainer())
                .filter(url -> !url.isEmpty());
    }

    Optional<Order> get() {
        return Optional.ofNullable(order);
    }

    /** Returns when something else is wanted, or after the timeout. */
    void awaitChange(Duration timeout) throws InterruptedException {
        if (changes.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            changes.drainPermits();
        }
    }
}
