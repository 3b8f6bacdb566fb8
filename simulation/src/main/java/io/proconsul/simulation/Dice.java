package io.proconsul.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Where all chance of a history comes from. Each part of the world rolls its own, so that none disturbs another. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    Dice split() {
        return new Dice(random.split());
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** Both ends included. */
    long between(long low, long high) {
        return random.nextLong(low, high + 1);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
