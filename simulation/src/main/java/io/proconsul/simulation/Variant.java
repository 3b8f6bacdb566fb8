package io.proconsul.simulation;

import java.util.function.Function;

/**
 * What is simulated: the system as it is, or with something wrong.
 *
 * @param engine decides; messages are its own
 * @param fencedTransactions whether Kafka refuses the commit of an instance that has lost its partition
 * @param fencedResources whether the cloud refuses an attempt after a newer one
 */
public record Variant(Function<References, Decider> engine, boolean fencedTransactions, boolean fencedResources) {

    /** Everything as it is. */
    public static final Variant REAL = of(World::engine);

    /** Another engine, and the rest as it is. */
    static Variant of(Function<References, Decider> engine) {
        return new Variant(engine, true, true);
    }
}
