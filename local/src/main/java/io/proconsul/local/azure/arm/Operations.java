package io.proconsul.local.azure.arm;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The operations of the tenant: each lasts for its duration, then does its work, then ends. They run in parallel. */
public final class Operations implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Operations.class.getName());

    private final Map<String, Operation> operations = new ConcurrentHashMap<>();
    private final Map<String, Operation> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads;
    private final Clock clock;

    public Operations(Clock clock) {
        this.clock = clock;
        this.threads = Executors.newScheduledThreadPool(32, work -> {
            var thread = new Thread(work, "arm-operation");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins an operation.
     *
     * @param work done when the duration is over; a refusal makes the operation end Failed
     */
    public Operation begin(String kind, Address resource, Duration duration, Supplier<Optional<Refusal>> work) {
        var operation = new Operation(
                UUID.randomUUID().toString(),
                kind,
                resource,
                clock.instant(),
                duration,
                Optional.empty(),
                Optional.empty());
        operations.put(operation.id(), operation);
        running.put(resource.key(), operation);
        var unused = threads.schedule(() -> run(operation, work), duration.toMillis(), TimeUnit.MILLISECONDS);
        return operation;
    }

    /** Does something when a part of the duration of an operation that has just begun is over. */
    void after(Duration part, Runnable work) {
        var unused = threads.schedule(work, part.toMillis(), TimeUnit.MILLISECONDS);
    }

    public Optional<Operation> find(String id) {
        return Optional.ofNullable(operations.get(id));
    }

    public Optional<Operation> runningOn(Address resource) {
        return Optional.ofNullable(running.get(resource.key()));
    }

    /** Every operation there ever was, in no order. */
    public List<Operation> all() {
        return List.copyOf(operations.values());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void run(Operation operation, Supplier<Optional<Refusal>> work) {
        Optional<Refusal> outcome;
        try {
            outcome = work.get();
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, operation.kind() + " of " + operation.resource() + " failed", bug);
            outcome = Optional.of(new Refusal(500, "InternalServerError", "The operation failed: " + bug));
        }
        operations.put(operation.id(), operation.ended(clock.instant(), outcome));
        running.remove(operation.resource().key(), operation);
    }
}
