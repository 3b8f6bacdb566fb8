package io.proconsul.worker.infra.arm;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A resource that a step wants to exist.
 *
 * @param body what is put if it is missing, made from the resources that it comes {@code after}
 * @param after what must be there first
 * @param fits whether one that is there is as wanted; if not, it is put again
 */
public record Desired<W, R>(
        ArmType<W, R> type, ArmId id, Function<Seen, W> body, List<ArmId> after, Predicate<R> fits) {

    public static <W, R> Desired<W, R> of(ArmType<W, R> type, ArmId id, W body) {
        return from(type, id, seen -> body);
    }

    public static <W, R> Desired<W, R> from(ArmType<W, R> type, ArmId id, Function<Seen, W> body) {
        return new Desired<>(type, id, body, List.of(), found -> true);
    }

    public Desired<W, R> after(ArmId... others) {
        return new Desired<>(type, id, body, List.of(others), fits);
    }

    public Desired<W, R> fitsIf(Predicate<R> condition) {
        return new Desired<>(type, id, body, after, condition);
    }
}
