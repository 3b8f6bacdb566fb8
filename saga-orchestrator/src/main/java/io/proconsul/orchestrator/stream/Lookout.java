package io.proconsul.orchestrator.stream;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the clock only while there is something to wait for. Kafka Streams commits a task that has looked, whether it
 * found anything or not: a periodic look would be a transaction of every partition, several times a second, for ever.
 */
final class Lookout {
    private final ProcessorContext<?, ?> context;
    private final long apart;
    private final LongConsumer look;
    private @Nullable Cancellable scheduled;
    private long at = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE / 2;

    /**
     * @param apart the least time from one look to the next
     * @param look gets the time, in milliseconds since the epoch; it may ask for the next look
     */
    Lookout(ProcessorContext<?, ?> context, Duration apart, LongConsumer look) {
        this.context = context;
        this.apart = apart.toMillis();
        this.look = look;
    }

    /** Looks at that time, or as soon after it as the one before allows; once for all that ask for the same or later. */
    void by(long millis) {
        long wanted = Math.max(millis, last + apart);
        if (wanted >= at) {
            return;
        }
        if (scheduled != null) {
            scheduled.cancel();
        }
        at = wanted;
        var wait = Math.max(1, wanted - context.currentSystemTimeMs());
        scheduled = context.schedule(Duration.ofMillis(wait), PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    private void look(long now) {
        if (scheduled != null) {
            scheduled.cancel();
            scheduled = null;
        }
        at = Long.MAX_VALUE;
        last = now;
        look.accept(now);
    }
}
