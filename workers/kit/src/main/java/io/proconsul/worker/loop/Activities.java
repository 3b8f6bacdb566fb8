package io.proconsul.worker.loop;

import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Payload;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** The activities of a worker by the command that they perform. */
final class Activities {

    private final Map<String, Activity<?>> byCommand = new HashMap<>();

    Activities(Collection<Activity<?>> activities) {
        for (var activity : activities) {
            var other = byCommand.put(activity.command().getSimpleName(), activity);
            if (other != null) {
                throw new IllegalArgumentException("Two activities perform "
                        + activity.command().getSimpleName() + ": "
                        + other.getClass().getName() + " and "
                        + activity.getClass().getName());
            }
        }
    }

    /** The activity bound to the command in the payload; empty if this worker has none for it. */
    Optional<Function<Attempt, Outcome>> bind(Payload payload) {
        return Optional.ofNullable(byCommand.get(payload.getType())).map(activity -> bind(activity, payload));
    }

    private static <C extends SpecificRecord> Function<Attempt, Outcome> bind(Activity<C> activity, Payload payload) {
        var command = Payloads.unpack(payload, activity.command());
        return attempt -> activity.perform(command, attempt);
    }
}
