package io.proconsul.bench.chaos.act;

import io.proconsul.local.stack.LocalStack;
import io.proconsul.local.stack.ProcessRef;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of a stack's services, and the signals that one can send them. */
final class Processes {
    private static final long LOOK_MILLIS = 50;

    private final LocalStack stack;

    Processes(LocalStack stack) {
        this.stack = stack;
    }

    /** The service's process; waits for the supervisor to start one if there is none. */
    ProcessHandle running(String service) throws InterruptedException {
        while (true) {
            var found = find(service);
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private Optional<ProcessHandle> find(String service) {
        return stack.status().stream()
                .flatMap(status -> status.services().stream())
                .filter(status -> status.name().equals(service))
                .flatMap(status -> Stream.ofNullable(status.process()))
                .findFirst()
                .flatMap(ProcessRef::find);
    }

    static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }
}
