package io.proconsul.worker.loop;

import java.util.concurrent.locks.LockSupport;

/** A worker process that begins a task and never ends it, for a test to kill. Says on standard output that it has. */
final class HeldWorker {

    private HeldWorker() {}

    public static void main(String[] args) {
        // Each process has a registry of its own; the ids agree as long as the first schema is the same.
        Samples.bytes(Samples.task("c0", "first", Samples.createSecrets("c0"), Samples.NOW));
        Samples.worker(WorkerLoopIT.killable(args[0]), attempt -> {
                    System.out.println("begun " + attempt.step());
                    while (true) {
                        LockSupport.park();
                    }
                })
                .start();
    }
}
