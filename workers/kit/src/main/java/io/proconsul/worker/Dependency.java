package io.proconsul.worker;

import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Something outside that a worker calls: each call has a time limit, only so many run at once, and while it is down it
 * is left alone. Never retries: that is the saga's, and would multiply.
 */
public final class Dependency {

    private static final Duration BUSY = Duration.ofSeconds(1);

    private final String name;
    private final WorkerConfig.Limits limits;
    private final Guard guard;

    /** @param outage tells an exception that means "down" from an answer that is merely unwelcome */
    public Dependency(String name, WorkerConfig.Limits limits, Predicate<Throwable> outage) {
        this.name = name;
        this.limits = limits;
        this.guard = Guard.create()
                .withDescription(name)
                .withTimeout()
                .duration(limits.timeLimit().toMillis(), ChronoUnit.MILLIS)
                .done()
                .withBulkhead()
                .limit(limits.concurrentCalls())
                .queueSize(limits.queuedCalls())
                .enableSynchronousQueueing()
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(limits.window())
                .failureRatio(limits.outageRatio())
                .delay(limits.openFor().toMillis(), ChronoUnit.MILLIS)
                .when(failure -> failure instanceof TimeoutException || outage.test(failure))
                .done()
                .build();
    }

    /**
     * Makes the call, or refuses it.
     *
     * @throws TenureLostException if the task that it is made for is another worker's by now
     * @throws DependencyUnavailableException if it was refused or took too long
     */
    @SuppressWarnings("unchecked")
    public <T> T call(Callable<T> call) throws Exception {
        Tenure.require();
        try {
            return (T) guard.call(() -> inTurn(call), Object.class);
        } catch (CircuitBreakerOpenException e) {
            throw unavailable("is down and left alone for a while", limits.openFor(), e);
        } catch (BulkheadException e) {
            throw unavailable(
                    "is busy: " + limits.concurrentCalls() + " calls are under way and " + limits.queuedCalls()
                            + " wait",
                    BUSY,
                    e);
        } catch (TimeoutException e) {
            throw unavailable("did not answer within " + limits.timeLimit(), limits.openFor(), e);
        }
    }

    /** Its turn may have been long in coming. */
    private static <T> T inTurn(Callable<T> call) throws Exception {
        Tenure.require();
        return call.call();
    }

    /** As {@link #call}, for a call that throws nothing checked. */
    public <T> T get(Supplier<T> call) {
        try {
            return call(call::get);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(name + " threw what it cannot throw", e);
        }
    }

    private DependencyUnavailableException unavailable(String what, Duration retryAfter, RuntimeException cause) {
        return new DependencyUnavailableException("DependencyUnavailable", name + " " + what, retryAfter, cause);
    }
}
