package io.proconsul.local.deployment;

import java.util.List;
import java.util.Set;

/**
 * A process of the stack.
 *
 * @param command program and arguments; never a secret, because every user of the machine sees them
 * @param environment what is set besides the supervisor's own environment; the service's whole configuration
 * @param url where it answers, for people
 */
public record ServiceDefinition(
        String name, Set<String> after, List<String> command, Environment environment, Readiness readiness, String url)
        implements Component {

    public ServiceDefinition {
        after = Set.copyOf(after);
        command = List.copyOf(command);
    }

    /** Without the environment, which holds secrets. */
    @Override
    public String toString() {
        return name + " " + command;
    }
}
