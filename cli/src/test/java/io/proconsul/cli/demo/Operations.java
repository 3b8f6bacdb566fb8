package io.proconsul.cli.demo;

import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.StepView;
import java.time.Instant;
import java.util.List;

/** Operations as the state topic has them. */
final class Operations {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Operations() {}

    static OperationView of(List<String> plan, StepView... steps) {
        return OperationView.newBuilder()
                .setOperationId("op-1")
                .setName("create-cluster")
                .setStatus("RUNNING")
                .setStartedAt(START)
                .setSteps(List.of(steps))
                .setPlan(plan)
                .build();
    }

    /** A step that began and ended so many seconds after the start; a negative end for one that has not. */
    static StepView step(String name, String status, int begin, int end) {
        var step = StepView.newBuilder()
                .setName(name)
                .setStatus(status)
                .setAttempt(1)
                .setStartedAt(START.plusSeconds(begin));
        if (end >= 0) {
            step.setEndedAt(START.plusSeconds(end));
        }
        return step.build();
    }

    static StepView failed(String name, String code, String message) {
        var error = ErrorDetail.newBuilder().setCode(code).setMessage(message).build();
        return StepView.newBuilder(step(name, "FAILED", 0, 1)).setError(error).build();
    }
}
