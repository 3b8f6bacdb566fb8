package io.proconsul.orchestrator.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * The wakes that were there when a partition came here, a few at a time: to look at a million of them would keep the
 * partition waiting. Those that are taken out meanwhile may come or not.
 */
final class FoundWakes implements AutoCloseable {
    private final KeyValueIterator<String, byte[]> rest;
    private boolean open = true;

    FoundWakes(KeyValueIterator<String, byte[]> rest) {
        this.rest = rest;
    }

    /** The next ones; none when there are no more. */
    List<Wakes.Wake> take(int atMost) {
        var taken = new ArrayList<Wakes.Wake>();
        while (open && taken.size() < atMost) {
            if (rest.hasNext()) {
                var next = rest.next();
                taken.add(Wakes.wake(next.key, next.value));
            } else {
                close();
            }
        }
        return taken;
    }

    /** Whether some are left, as far as it is known. */
    boolean more() {
        return open;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            rest.close();
        }
    }
}
