package io.proconsul.simulation;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How likely each kind of misfortune is, each time there is an occasion for it.
 *
 * @param duplicate a record is appended once more, later
 * @param crash the orchestrator dies after a record, before it commits
 * @param workerCrash a worker dies after a side effect, before it commits; what it had under way goes on without it
 * @param throttled the cloud says "not now" and does nothing
 * @param failed the cloud fails and did nothing
 * @param torn the cloud fails halfway
 * @param lost the cloud does it, and the answer is lost
 * @param refused the cloud refuses for good, perhaps halfway
 * @param slow an answer takes minutes, longer than anyone waits
 * @param early a timer fires before it is due
 */
public record Faults(
        double duplicate,
        double crash,
        double workerCrash,
        double throttled,
        double failed,
        double torn,
        double lost,
        double refused,
        double slow,
        double early) {

    public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Every history has its own mixture, and in most of them some kinds do not occur at all. */
    static Faults rolled(Dice dice) {
        return new Faults(
                some(dice, 0.20),
                some(dice, 0.05),
                some(dice, 0.10),
                some(dice, 0.20),
                some(dice, 0.15),
                some(dice, 0.10),
                some(dice, 0.10),
                some(dice, 0.04),
                some(dice, 0.10),
                some(dice, 0.10));
    }

    /** The same with one kind of misfortune less, for each that occurs. */
    Stream<Faults> milder() {
        double[] chances = {duplicate, crash, workerCrash, throttled, failed, torn, lost, refused, slow, early};
        return IntStream.range(0, chances.length)
                .filter(kind -> chances[kind] > 0)
                .mapToObj(kind -> without(kind, chances));
    }

    private static Faults without(int kind, double[] chances) {
        var c = chances.clone();
        c[kind] = 0;
        return new Faults(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9]);
    }

    private static double some(Dice dice, double worst) {
        return dice.chance(0.3) ? 0 : worst * dice.between(1, 100) / 100;
    }
}
