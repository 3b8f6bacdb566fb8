package io.proconsul.bench.chaos.check;

import io.proconsul.bench.chaos.plan.Sabotage;
import java.time.Instant;

/** A sabotage as it happened. */
public record Disturbance(Instant at, Sabotage sabotage) {}
