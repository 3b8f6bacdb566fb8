package io.proconsul.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The misfortunes that strike: those of the scenario, until it is calm. Counts them. */
final class Weather {
    private final Dice dice;
    private final Agenda agenda;
    private final Map<Misfortune, Luck> kinds = new EnumMap<>(Misfortune.class);
    private boolean calm;
    private long outageUntil;

    Weather(Dice dice, Agenda agenda, Faults faults) {
        this.dice = dice;
        this.agenda = agenda;
        for (var kind : Misfortune.values()) {
            kinds.put(kind, new Luck(faults.chance(kind)));
        }
    }

    private static final class Luck {
        private final double chance;
        private long struck;

        private Luck(double chance) {
            this.chance = chance;
        }
    }

    /** What becomes of one call of the cloud. */
    enum Fate {
        FINE,
        THROTTLED,
        FAILED,
        TORN,
        LOST,
        REFUSED
    }

    void calm() {
        calm = true;
        outageUntil = 0;
    }

    boolean strikes(Misfortune kind) {
        var luck = Objects.requireNonNull(kinds.get(kind));
        var strikes = !calm && dice.chance(luck.chance);
        if (strikes) {
            luck.struck++;
        }
        return strikes;
    }

    /** By how many milliseconds a clock is off. */
    long skew() {
        return strikes(Misfortune.SKEWED) ? dice.between(-60_000, 60_000) : 0;
    }

    Fate fate() {
        if (agenda.now() < outageUntil) {
            return Fate.THROTTLED;
        } else if (strikes(Misfortune.OUTAGE)) {
            outageUntil = agenda.now() + dice.between(60_000, 60 * 60_000);
            return Fate.THROTTLED;
        } else if (strikes(Misfortune.THROTTLED)) {
            return Fate.THROTTLED;
        } else if (strikes(Misfortune.FAILED)) {
            return Fate.FAILED;
        } else if (strikes(Misfortune.TORN)) {
            return Fate.TORN;
        } else if (strikes(Misfortune.LOST)) {
            return Fate.LOST;
        }
        return strikes(Misfortune.REFUSED) ? Fate.REFUSED : Fate.FINE;
    }

    /** How often each kind has struck. */
    Map<String, Long> struck() {
        var counts = new TreeMap<String, Long>();
        kinds.forEach((kind, luck) -> counts.put(kind.toString(), luck.struck));
        return counts;
    }
}
