package io.proconsul.schemas;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A release of Consul 1.x.
 *
 * @param enterprise whether it is of the edition that needs a licence
 */
public record ConsulVersion(int minor, int patch, boolean enterprise) implements Comparable<ConsulVersion> {

    private static final Pattern FORM = Pattern.compile("v1\\.(0|[1-9]\\d?)\\.(0|[1-9]\\d?)(\\+ent)?");
    private static final Comparator<ConsulVersion> ORDER = Comparator.comparingInt(ConsulVersion::minor)
            .thenComparingInt(ConsulVersion::patch)
            .thenComparing(ConsulVersion::enterprise);

    /** Consul's own rule: its releases read what those of the two minor versions before them wrote. */
    private static final int LONGEST_STEP = 2;

    /** Empty for what is no version of ours, such as one without its v. */
    public static Optional<ConsulVersion> parse(String text) {
        var parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new ConsulVersion(
                        Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), parts.group(3) != null))
                : Optional.empty();
    }

    /** Whether a cluster of this version may become one of that version in one step; never backwards. */
    public boolean canBecome(ConsulVersion other) {
        return other.enterprise == enterprise && compareTo(other) < 0 && other.minor - minor <= LONGEST_STEP;
    }

    /** Whether clusters of these versions understand each other in one federation: what may follow, may stand beside. */
    public boolean federatesWith(ConsulVersion other) {
        return other.enterprise == enterprise && Math.abs(other.minor - minor) <= LONGEST_STEP;
    }

    @Override
    public int compareTo(ConsulVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "v1.%d.%d%s".formatted(minor, patch, enterprise ? "+ent" : "");
    }
}
