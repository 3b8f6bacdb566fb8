package io.proconsul.simulation;

import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.SagaInput;
import io.proconsul.saga.engine.SubjectState;
import java.time.Instant;

/** The engine under test, as the world sees it. */
@FunctionalInterface
public interface Decider {
    Decision decide(SubjectState state, SagaInput input, Instant now);
}
