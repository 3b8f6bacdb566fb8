package io.proconsul.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** How likely each kind of misfortune is; what is not named does not occur. */
public record Faults(Map<Misfortune, Double> chances) {

    public static final Faults NONE = new Faults(Map.of());

    public Faults {
        chances = Map.copyOf(chances);
    }

    /** Every history has its own mixture, and in most of them some kinds do not occur at all. */
    static Faults rolled(Dice dice) {
        var chances = new EnumMap<Misfortune, Double>(Misfortune.class);
        for (var kind : Misfortune.values()) {
            if (!dice.chance(0.3)) {
                chances.put(kind, kind.worst() * dice.between(1, 100) / 100);
            }
        }
        return new Faults(chances);
    }

    double chance(Misfortune kind) {
        return chances.getOrDefault(kind, 0.0);
    }

    /** The same with one kind of misfortune less, for each that occurs. */
    Stream<Faults> milder() {
        return chances.keySet().stream().sorted().map(kind -> {
            var fewer = new EnumMap<>(chances);
            fewer.remove(kind);
            return new Faults(fewer);
        });
    }
}
