package io.proconsul.worker.infra.arm;

import java.util.List;

/**
 * A resource that a step wants gone.
 *
 * @param after what must be gone first, because it uses this one
 */
public record Doomed(ArmType<?, ?> type, ArmId id, List<ArmId> after) {

    public static Doomed of(ArmType<?, ?> type, ArmId id, ArmId... after) {
        return new Doomed(type, id, List.of(after));
    }
}
