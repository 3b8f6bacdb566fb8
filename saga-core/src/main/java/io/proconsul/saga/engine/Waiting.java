package io.proconsul.saga.engine;

import io.proconsul.saga.Payload;
import java.time.Instant;

/** An accepted command whose turn has not come. */
public record Waiting(String operationId, String commandId, String name, Payload command, Instant acceptedAt) {}
