package io.proconsul.saga;

/** Whether a command may start its saga, decided against the subject as it is when its turn comes. */
public sealed interface Admission<I> {

    /** @param input what the saga works from, start to end; also all that its compensations may look at */
    record Admitted<I>(I input) implements Admission<I> {}

    record Refused<I>(Rejection rejection) implements Admission<I> {}

    static <I> Admission<I> admitted(I input) {
        return new Admitted<>(input);
    }

    static <I> Admission<I> refused(String code, String message) {
        return new Refused<>(Rejection.of(code, message));
    }
}
