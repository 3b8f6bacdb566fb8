package io.proconsul.hostmanager.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the configuration.
 *
 * @param generation current on disk, 0 for none
 * @param consulVersion that it is meant for, empty for none
 * @param lastContact when the container last answered with something usable
 * @param problem why the latest poll brought nothing
 * @param refusal why the latest manifest is not used
 * @param damage what is not as it was written on disk
 */
public record ConfigurationView(
        long generation,
        String consulVersion,
        Optional<Instant> lastContact,
        Duration clockSkew,
        Optional<String> problem,
        Optional<String> refusal,
        List<String> damage) {

    public ConfigurationView {
        damage = List.copyOf(damage);
    }

    public static ConfigurationView none() {
        return new ConfigurationView(
                0, "", Optional.empty(), Duration.ZERO, Optional.empty(), Optional.empty(), List.of());
    }
}
