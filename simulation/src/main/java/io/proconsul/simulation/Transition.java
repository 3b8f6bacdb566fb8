package io.proconsul.simulation;

import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.SagaInput;

/** One committed decision, as the journal has it: what came in, and what it led to. */
record Transition(String subject, long at, SagaInput input, Decision decision) {}
