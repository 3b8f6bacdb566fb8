package io.proconsul.worker;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether the task that a thread performs is still this worker's. A worker that was paused, or cut off from the group, wakes up
 * in the middle of tasks that others have been given meanwhile; what it would do to the outside then comes too late, and what
 * it did could be undone already. So every call to the outside asks first: those to a {@link Dependency} by themselves.
 */
public final class Tenure {

    private static final ThreadLocal<BooleanSupplier> OF_THIS_THREAD = new ThreadLocal<>();

    private Tenure() {}

    /**
     * Performs a task.
     *
     * @param held whether it is still this worker's; waits until that is known
     */
    public static <T> T within(BooleanSupplier held, Supplier<T> task) {
        OF_THIS_THREAD.set(held);
        try {
            return task.get();
        } finally {
            OF_THIS_THREAD.remove();
        }
    }

    /** @throws TenureLostException if the task of this thread is another worker's by now */
    public static void require() {
        var held = OF_THIS_THREAD.get();
        if (held != null && !held.getAsBoolean()) {
            throw new TenureLostException();
        }
    }
}
