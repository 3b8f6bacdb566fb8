package io.proconsul.local.stack;

import io.proconsul.local.stack.StackStatus.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The supervisor's knowledge, written to the stack file with every change. */
final class StatusBoard {
    private final StackFile file;
    private final Map<String, ServiceStatus> services = new LinkedHashMap<>();
    private StackStatus stack;

    StatusBoard(StackFile file, StackStatus stack) {
        this.file = file;
        this.stack = stack;
        stack.services().forEach(service -> services.put(service.name(), service));
        file.write(stack);
    }

    synchronized void show(ServiceStatus service) {
        services.put(service.name(), service);
        publish(stack.phase(), stack.problem() == null ? "" : stack.problem());
    }

    synchronized void show(Phase phase) {
        publish(phase, stack.problem() == null ? "" : stack.problem());
    }

    synchronized void fail(String problem) {
        publish(Phase.FAILED, problem);
    }

    synchronized Phase phase() {
        return stack.phase();
    }

    synchronized String id() {
        return stack.id();
    }

    private void publish(Phase phase, String problem) {
        stack = new StackStatus(
                stack.id(),
                phase,
                stack.startedAt(),
                stack.supervisor(),
                stack.options(),
                stack.ports(),
                stack.endpoints(),
                List.copyOf(services.values()),
                problem.isEmpty() ? null : problem);
        file.write(stack);
    }
}
