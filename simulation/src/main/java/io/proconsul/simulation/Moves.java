package io.proconsul.simulation;

import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.StepMoves;
import io.proconsul.saga.engine.StepState;
import io.proconsul.saga.engine.StepState.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which way the steps of running sagas go, from status to status. */
final class Moves {
    private final Map<String, Map<String, Status>> statuses = new HashMap<>();
    private final Map<Move, long[]> counts = new HashMap<>();

    private record Move(@Nullable Status from, Status to) {}

    void see(String subject, SagaEvent event) {
        if (event instanceof SagaEvent.SagaStarted) {
            statuses.remove(subject);
        }
        var step = moved(event);
        if (step != null) {
            var before =
                    statuses.computeIfAbsent(subject, name -> new HashMap<>()).put(step.name(), step.status());
            counts.computeIfAbsent(new Move(before, step.status()), move -> new long[1])[0]++;
        }
    }

    private static @Nullable StepState moved(SagaEvent event) {
        if (event instanceof SagaEvent.StepDispatched dispatched) {
            return dispatched.step();
        } else if (event instanceof SagaEvent.StepDelayed delayed) {
            return delayed.step();
        } else if (event instanceof SagaEvent.StepEnded ended) {
            return ended.step();
        } else if (event instanceof SagaEvent.StepParked parked) {
            return parked.step();
        }
        return null;
    }

    /** How often which move was made, of those that were. */
    Map<String, Long> counts() {
        var named = new TreeMap<String, Long>();
        counts.forEach((move, count) -> named.put(StepMoves.name(move.from(), move.to()), count[0]));
        return named;
    }
}
