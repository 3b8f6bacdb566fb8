package io.proconsul.worker.infra.arm;

import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Brings what is there to what a step wants: reads each resource, puts what is missing, and answers Pending while Azure
 * works. Every pass begins from what Azure says, so it may be repeated or interrupted anywhere, by any process; what is
 * remembered between passes only tells why an operation failed and when to look again.
 */
public final class Converger {

    private final Resources resources;
    private final Duration pollInterval;

    public Converger(Resources resources, Duration pollInterval) {
        this.resources = resources;
        this.pollInterval = pollInterval;
    }

    /** One pass over the wanted resources; succeeds with the reply once all of them are ready. */
    public Outcome create(List<? extends Desired<?, ?>> wanted, Attempt attempt, Function<Seen, SpecificRecord> reply) {
        return converge(wanted, attempt, seen -> Outcome.succeeded(reply.apply(seen)));
    }

    /** As {@link #create}, for a step that has more to look at before it is done. */
    public Outcome converge(List<? extends Desired<?, ?>> wanted, Attempt attempt, Function<Seen, Outcome> whenReady) {
        var operations = Operations.of(attempt, pollInterval);
        var seen = new Seen();
        for (var resource : wanted) {
            if (seen.hasAll(resource.after())) {
                var failure = advance(resource, attempt, operations, seen);
                if (failure.isPresent()) {
                    return failure.get();
                }
            }
        }
        return operations.goOn() ? operations.pending() : whenReady.apply(seen);
    }

    private <W, R> Optional<Outcome> advance(Desired<W, R> wanted, Attempt attempt, Operations operations, Seen seen) {
        var url = operations.urlOf(wanted.id());
        var operation = url.map(it -> resources.poll(wanted.id(), it));
        if (operation.orElse(null) instanceof OperationStatus.Running running) {
            operations.await(wanted.id(), url, running.retryAfter());
            return Optional.empty();
        }
        var found = resources.find(wanted.type(), wanted.id());
        if (found.isEmpty()) {
            return failureOf(operation).or(() -> put(wanted, operations, seen));
        }
        var facts = wanted.type().facts().apply(found.get());
        if (Fence.isForeign(facts.marks(), attempt)) {
            return Optional.of(Outcome.permanent("ResourceTaken", wanted.id() + " belongs to another cluster"));
        }
        var superseded = Fence.superseded(facts.marks(), attempt, wanted.id().path());
        if (superseded.isPresent()) {
            return superseded;
        }
        if (!facts.settled()) {
            operations.await(wanted.id(), Optional.empty(), Optional.empty());
            return Optional.empty();
        }
        if (facts.succeeded() && wanted.fits().test(found.get())) {
            seen.put(wanted.id(), found.get());
            return Optional.empty();
        }
        return failureOf(operation).or(() -> put(wanted, operations, seen));
    }

    private <W, R> Optional<Outcome> put(Desired<W, R> wanted, Operations operations, Seen seen) {
        Resources.Begun begun;
        try {
            begun = resources.put(wanted.type(), wanted.id(), wanted.body().apply(seen));
        } catch (RuntimeException e) {
            return refused(e, wanted, operations, seen);
        }
        var ready = begun.operationUrl().isPresent()
                ? Optional.<R>empty()
                : resources
                        .find(wanted.type(), wanted.id())
                        .filter(found -> wanted.type().facts().apply(found).succeeded());
        ready.ifPresentOrElse(
                found -> seen.put(wanted.id(), found),
                () -> operations.await(wanted.id(), begun.operationUrl(), begun.retryAfter()));
        return Optional.empty();
    }

    private static Optional<Outcome> refused(
            RuntimeException failure, Desired<?, ?> wanted, Operations operations, Seen seen) {
        var error = ArmError.in(failure).orElseThrow(() -> failure);
        switch (Verdict.on(error)) {
            case ALREADY -> seen.put(wanted.id(), error);
            case WAIT -> operations.await(wanted.id(), Optional.empty(), error.retryAfter());
            default -> {
                return Optional.of(AzureFailures.outcomeOf(error));
            }
        }
        return Optional.empty();
    }

    private static Optional<Outcome> failureOf(Optional<OperationStatus> operation) {
        return operation.orElse(null) instanceof OperationStatus.Failed failed
                ? Optional.of(AzureFailures.outcomeOf(failed.error()))
                : Optional.empty();
    }
}
