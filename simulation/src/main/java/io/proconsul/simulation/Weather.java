package io.proconsul.simulation;

/** The misfortunes that strike: those of the scenario, until it is calm. */
final class Weather {
    private final Dice dice;
    private Faults faults;

    Weather(Dice dice, Faults faults) {
        this.dice = dice;
        this.faults = faults;
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
        faults = Faults.NONE;
    }

    boolean duplicates() {
        return dice.chance(faults.duplicate());
    }

    boolean crashes() {
        return dice.chance(faults.crash());
    }

    boolean crashesWorker() {
        return dice.chance(faults.workerCrash());
    }

    boolean early() {
        return dice.chance(faults.early());
    }

    boolean slow() {
        return dice.chance(faults.slow());
    }

    Fate fate() {
        if (dice.chance(faults.throttled())) {
            return Fate.THROTTLED;
        } else if (dice.chance(faults.failed())) {
            return Fate.FAILED;
        } else if (dice.chance(faults.torn())) {
            return Fate.TORN;
        } else if (dice.chance(faults.lost())) {
            return Fate.LOST;
        } else if (dice.chance(faults.refused())) {
            return Fate.REFUSED;
        }
        return Fate.FINE;
    }
}
