package io.proconsul.hostmanager.generation;

import java.util.List;
import java.util.Optional;

/**
 * What the disk holds.
 *
 * @param usable the generation to run: the current one if intact, else the newest intact one before it
 * @param highest the highest generation ever made current here, 0 for none; nothing lower is ever taken from outside
 * @param damage what is not as it was written, in words
 */
public record Inventory(Optional<Generation> usable, long highest, List<String> damage) {

    public Inventory {
        damage = List.copyOf(damage);
    }
}
