package io.proconsul.local.deployment;

import java.util.Set;

/** One thing that must be ready for the stack to be up: a process, or something to be done once. */
public sealed interface Component permits ServiceDefinition, Preparation {

    String name();

    /** The names of the components that must be ready before this one is begun. */
    Set<String> after();
}
