package io.proconsul.saga;

/**
 * What a saga means for its subject.
 *
 * @param during the subject's phase while the saga runs
 * @param success its phase after it
 * @param failure its phase after the saga was undone, cancelled or abandoned
 */
public record Lifecycle(Kind kind, String during, String success, String failure) {

    public enum Kind {
        /** Begins a new incarnation. */
        BIRTH,
        /** Works on a living subject. */
        CHANGE,
        /** Ends the incarnation: overtakes whatever runs or waits, and is final. */
        DEATH
    }

    public static Lifecycle birth(String during, String success, String failure) {
        return new Lifecycle(Kind.BIRTH, during, success, failure);
    }

    public static Lifecycle change(String during, String success, String failure) {
        return new Lifecycle(Kind.CHANGE, during, success, failure);
    }

    public static Lifecycle death(String during, String success, String failure) {
        return new Lifecycle(Kind.DEATH, during, success, failure);
    }
}
