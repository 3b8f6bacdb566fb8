package io.proconsul.hostmanager;

import io.proconsul.hostmanager.generation.Generation;
import java.time.Duration;
import java.util.Optional;

/** How one round trip to the container ended. */
sealed interface Poll {

    /** The container answered, and what it has is what this host runs. */
    record Current(Optional<Duration> clockSkew) implements Poll {}

    /** Another generation is now current on disk. */
    record Switched(Generation generation, Duration clockSkew) implements Poll {}

    /** The container has something that must not be used; only another version of it is worth a look. */
    record Refused(String reason) implements Poll {}

    /** No usable answer; try again soon. */
    record Failed(String reason) implements Poll {}
}
