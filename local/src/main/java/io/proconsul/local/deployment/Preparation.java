package io.proconsul.local.deployment;

import java.util.Set;

/** Something to be done once at every start; it finds done what it did at the last one. */
public record Preparation(String name, Set<String> after, Work work) implements Component {

    public Preparation {
        after = Set.copyOf(after);
    }

    /** An exception means that the stack cannot be used, and says why. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }
}
