package io.proconsul.worker.loop;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Where tasks run: a virtual thread each if the JVM has them (Java 21), else a bounded pool. */
final class Threads {

    private Threads() {}

    static ExecutorService forTasks(int platformThreads) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            var number = new AtomicInteger();
            return Executors.newFixedThreadPool(
                    platformThreads, task -> new Thread(task, "task-" + number.incrementAndGet()));
        }
    }
}
