package io.proconsul.local.stack;

import io.proconsul.local.deployment.Ports;
import io.proconsul.local.deployment.StackOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code stack.json}: enough to use the stack, to see how it is, and to end it after a crash.
 *
 * @param id in the environment of every process of the stack, as {@value #MARK}
 * @param problem why the phase is FAILED; null otherwise
 */
public record StackStatus(
        String id,
        Phase phase,
        Instant startedAt,
        ProcessRef supervisor,
        StackOptions options,
        Ports ports,
        Map<String, String> endpoints,
        List<ServiceStatus> services,
        @Nullable String problem) {

    static final String MARK = "PROCONSUL_STACK";

    /** How far the stack as a whole is. */
    public enum Phase {
        STARTING,
        UP,
        STOPPING,
        DOWN,
        FAILED
    }

    public StackStatus {
        endpoints = Map.copyOf(endpoints);
        services = List.copyOf(services);
    }

    /** Whether the one process that watches all others is there. */
    public boolean isSupervised() {
        return supervisor.find().isPresent();
    }

    public boolean isUp() {
        return phase == Phase.UP && isSupervised();
    }

    /** The same stack after nothing of it runs any more. */
    StackStatus ended() {
        var stopped = services.stream().map(ServiceStatus::stopped).toList();
        return new StackStatus(id, Phase.DOWN, startedAt, supervisor, options, ports, endpoints, stopped, null);
    }
}
