package io.proconsul.worker.loop;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;

/**
 * Order within a lane, no order between lanes: tasks of one cluster run one after another, many clusters at once. A lane
 * costs nothing while it is empty, and gives up its thread after each task.
 */
final class Lanes implements AutoCloseable {

    private final ExecutorService executor;
    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();
    private int unfinished;

    Lanes(ExecutorService executor) {
        this.executor = executor;
    }

    void submit(String lane, Runnable task) {
        synchronized (this) {
            unfinished++;
            var queue = waiting.get(lane);
            if (queue != null) {
                queue.add(task);
                return;
            }
            waiting.put(lane, new ArrayDeque<>());
        }
        start(lane, task);
    }

    /** Tasks that were submitted and have not ended. */
    synchronized int unfinished() {
        return unfinished;
    }

    /** Drops what waits and interrupts what runs. */
    @Override
    public void close() {
        synchronized (this) {
            waiting.values().forEach(Queue::clear);
        }
        executor.shutdownNow();
    }

    private void start(String lane, Runnable task) {
        executor.execute(() -> {
            try {
                task.run();
            } finally {
                next(lane);
            }
        });
    }

    private void next(String lane) {
        Runnable task;
        synchronized (this) {
            unfinished--;
            task = waiting.getOrDefault(lane, new ArrayDeque<>()).poll();
            if (task == null) {
                waiting.remove(lane);
                return;
            }
        }
        start(lane, task);
    }
}
