package io.proconsul.saga.engine;

import io.proconsul.saga.Definitions;
import io.proconsul.saga.Messages;
import io.proconsul.saga.engine.SagaInput.CancelRequested;
import io.proconsul.saga.engine.SagaInput.InputLost;
import io.proconsul.saga.engine.SagaInput.StartRequested;
import io.proconsul.saga.engine.SagaInput.StuckResolved;
import io.proconsul.saga.engine.SagaInput.TaskAnswered;
import io.proconsul.saga.engine.SagaInput.TimerFired;
import java.time.Instant;

/**
 * Decides what an input means for a subject. A pure function of its arguments: the running system and a replay of its
 * journal come to the same decision. At most one saga of a subject runs at any time; others wait in order, and a death
 * overtakes them all.
 */
public final class SagaEngine {
    /** How many commands may wait behind a running saga. */
    public static final int QUEUE_LIMIT = 8;

    private final Definitions definitions;
    private final Messages messages;
    private final OperationIds ids;

    public SagaEngine(Definitions definitions, Messages messages, OperationIds ids) {
        this.definitions = definitions;
        this.messages = messages;
        this.ids = ids;
    }

    public Decision decide(SubjectState state, SagaInput input, Instant now) {
        var draft = new Draft(definitions, messages, state, now);
        if (input instanceof InputLost lost) {
            new Parking(draft).park(lost);
            if (!draft.deathWaits()) {
                return draft.decision(); // nothing can have become possible, and nothing of the definition is asked
            }
        } else if (input instanceof StartRequested start) {
            new Commands(draft, ids, QUEUE_LIMIT).start(start);
        } else if (input instanceof TaskAnswered answer) {
            new Answers(draft).answered(answer);
        } else if (input instanceof TimerFired timer) {
            new Answers(draft).timer(timer);
        } else if (input instanceof CancelRequested cancel) {
            new Commands(draft, ids, QUEUE_LIMIT).cancel(cancel);
        } else if (input instanceof StuckResolved resolved) {
            new Commands(draft, ids, QUEUE_LIMIT).resolve(resolved);
        }
        if (draft.changed()) {
            new Progress(draft).advance();
        }
        return draft.decision();
    }
}
