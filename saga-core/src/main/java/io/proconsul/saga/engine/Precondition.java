package io.proconsul.saga.engine;

import static java.util.stream.Collectors.joining;

import java.util.Set;

/**
 * What a command expects of its subject, decided on when it is read: the conditions of HTTP (RFC 9110 §13). As text it
 * follows "expected".
 */
public sealed interface Precondition {

    /** Whoever asks does not care. */
    record None() implements Precondition {
        @Override
        public String toString() {
            return "anything";
        }
    }

    /** There is one, in whatever state. */
    record Exists() implements Precondition {
        @Override
        public String toString() {
            return "one that exists";
        }
    }

    record Missing() implements Precondition {
        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * There is one, and nothing has happened to it since it was seen.
     *
     * @param revisions of which it has to be at one
     */
    record Unchanged(Set<Long> revisions) implements Precondition {
        public Unchanged {
            revisions = Set.copyOf(revisions);
        }

        @Override
        public String toString() {
            return revisions.isEmpty()
                    ? "a revision that was never seen"
                    : "revision "
                            + revisions.stream().sorted().map(String::valueOf).collect(joining(" or "));
        }
    }

    /** A subject without a document is none: before its first life, and after each. */
    default boolean holds(SubjectState state) {
        var exists = state.document() != null;
        if (this instanceof Exists) {
            return exists;
        } else if (this instanceof Missing) {
            return !exists;
        } else if (this instanceof Unchanged unchanged) {
            return exists && unchanged.revisions().contains(state.revision());
        }
        return true;
    }
}
