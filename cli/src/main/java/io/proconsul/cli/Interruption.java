package io.proconsul.cli;

import io.proconsul.local.stack.LocalStack;
import java.util.concurrent.Callable;

/** What Ctrl-C does to a stack that nobody is to keep: it is ended before the program is. */
final class Interruption {
    private Interruption() {}

    /** Does the work; if the program is told to end meanwhile, the stack ends first. */
    static <T> T endsThe(LocalStack stack, Callable<T> work) throws Exception {
        var hook = new Thread(() -> end(stack), "ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } finally {
            remove(hook);
        }
    }

    private static void end(LocalStack stack) {
        System.err.println();
        System.err.println("Stopping ...");
        try {
            stack.down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is being ended: the hook runs already.
        }
    }
}
