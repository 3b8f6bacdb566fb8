package io.proconsul.simulation;

import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.engine.Direction;
import io.proconsul.saga.engine.Effect.SendTask;
import io.proconsul.saga.engine.Summary.Ending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checker's own book about one operation, kept from what came in and went out. */
final class Operation {
    final String id;
    final String commandId;
    final Kind kind;
    final Plans.Known plan;
    final List<String> begun = new ArrayList<>();
    final Set<String> done = new HashSet<>();
    final Set<String> undone = new HashSet<>();
    final Map<String, Sent> newest = new HashMap<>();
    final Map<String, RetryRules.Used> used = new HashMap<>();
    String cluster = "";
    boolean started;
    boolean turned;
    /** Whether an operator let something be left behind. */
    boolean leftovers;

    @Nullable Ending ending;

    long endedAt;

    Operation(String id, String commandId, Plans.Known plan) {
        this.id = id;
        this.commandId = commandId;
        this.kind = plan.kind();
        this.plan = plan;
    }

    /** The newest task of a step. */
    static final class Sent {
        final Direction direction;
        final long epoch;
        final long answerBy;
        boolean answered;
        /** Whether its answer may have been lost. */
        boolean parked;

        long waitUntil;

        Sent(SendTask task) {
            this.direction = task.direction();
            this.epoch = task.epoch();
            this.answerBy = task.answerBy().toEpochMilli();
        }
    }

    boolean ended() {
        return ending != null;
    }
}
