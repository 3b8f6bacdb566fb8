package io.proconsul.worker.infra.arm;

import io.proconsul.wire.Done;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Removes what a step made, whatever of it there is, in an order that Azure's in-use rules accept. Like the
 * {@link Converger} it begins every pass from what Azure says; not there is success, and another cluster's resource is
 * left alone.
 */
public final class Remover {

    private final Resources resources;
    private final Duration pollInterval;

    public Remover(Resources resources, Duration pollInterval) {
        this.resources = resources;
        this.pollInterval = pollInterval;
    }

    /** One pass; succeeds, with the number of resources that this and the last pass removed, once nothing of it is there. */
    public Outcome delete(List<Doomed> unwanted, Attempt attempt) {
        return delete(unwanted, attempt, changes -> Outcome.succeeded(new Done(changes)));
    }

    /** As {@link #delete(List, Attempt)}, for a step that has more to do when all is gone. */
    public Outcome delete(List<Doomed> unwanted, Attempt attempt, IntFunction<Outcome> whenGone) {
        var operations = Operations.of(attempt, pollInterval);
        var gone = new HashMap<ArmId, Boolean>();
        for (var resource : unwanted) {
            if (gone.keySet().containsAll(resource.after())) {
                var failure = advance(resource, resource.type(), attempt, operations, gone);
                if (failure.isPresent()) {
                    return failure.get();
                }
            }
        }
        return operations.goOn() ? operations.pending() : whenGone.apply(Collections.frequency(gone.values(), true));
    }

    private <R> Optional<Outcome> advance(
            Doomed unwanted, ArmType<?, R> type, Attempt attempt, Operations operations, Map<ArmId, Boolean> gone) {
        var id = unwanted.id();
        var url = operations.urlOf(id);
        var operation = url.map(it -> resources.poll(id, it));
        if (operation.orElse(null) instanceof OperationStatus.Running running) {
            operations.await(id, url, running.retryAfter());
            return Optional.empty();
        }
        var facts = resources.find(type, id).map(type.facts());
        if (facts.isEmpty() || Fence.isForeign(facts.get().marks(), attempt)) {
            gone.put(id, operation.isPresent());
            return Optional.empty();
        }
        var superseded = Fence.superseded(facts.get().marks(), attempt, id.path());
        if (superseded.isPresent()) {
            return superseded;
        }
        if (operation.orElse(null) instanceof OperationStatus.Failed failed) {
            return Optional.of(AzureFailures.outcomeOf(failed.error()));
        }
        if (facts.get().provisioningState().equalsIgnoreCase("Deleting")) {
            operations.await(id, Optional.empty(), Optional.empty());
            return Optional.empty();
        }
        return begin(unwanted, type, operations, gone);
    }

    private Optional<Outcome> begin(
            Doomed unwanted, ArmType<?, ?> type, Operations operations, Map<ArmId, Boolean> gone) {
        try {
            var begun = resources.delete(type, unwanted.id());
            if (begun.operationUrl().isEmpty()
                    && resources.find(type, unwanted.id()).isEmpty()) {
                gone.put(unwanted.id(), true);
            } else {
                operations.await(unwanted.id(), begun.operationUrl(), begun.retryAfter());
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            var error = ArmError.in(e).orElseThrow(() -> e);
            if (Verdict.on(error) == Verdict.WAIT) {
                operations.await(unwanted.id(), Optional.empty(), error.retryAfter());
                return Optional.empty();
            }
            return Optional.of(AzureFailures.outcomeOf(error));
        }
    }
}
