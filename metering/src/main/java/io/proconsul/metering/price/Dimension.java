package io.proconsul.metering.price;

import io.proconsul.metering.HourOfUse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is counted of an hour of use. */
public enum Dimension {
    /** Consul servers. */
    SERVERS("servers");

    private final String label;

    Dimension(String label) {
        this.label = label;
    }

    /** As configurations and bills name it. */
    public String label() {
        return label;
    }

    public static Optional<Dimension> labelled(String label) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.label.equals(label))
                .findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(Dimension::label).toList();
    }

    int units(HourOfUse use) {
        return switch (this) {
            case SERVERS -> use.servers();
        };
    }
}
