package io.proconsul.saga;

import org.jspecify.annotations.Nullable;

/**
 * One operation on a subject: who may start it, its plan, and what it leaves behind. Implementations are final and
 * fieldless. A released version never changes: a running saga ends on the version it began with.
 *
 * @param <C> the command that asks for it
 * @param <I> what its steps work from
 */
public interface Saga<C, I> {
    /** Also the name of the command. */
    String name();

    default int version() {
        return 1;
    }

    Lifecycle lifecycle();

    Class<C> command();

    Class<I> input();

    Admission<I> admit(C command, Subject subject);

    Plan<I> define(SagaBuilder<I> saga);

    /** The subject's document from the moment the saga starts; null keeps the one there is. */
    default @Nullable Object opening(I input) {
        return null;
    }

    /** The subject's document after success; null keeps the one there is, except that a death removes it. */
    default @Nullable Object conclusion(I input, Results results) {
        return null;
    }

    /**
     * The subject's document after the saga was undone, cancelled or abandoned; null keeps the one there is.
     *
     * @param kept the results of those steps that were done and that nothing undoes
     */
    default @Nullable Object failure(I input, Results kept) {
        return null;
    }
}
