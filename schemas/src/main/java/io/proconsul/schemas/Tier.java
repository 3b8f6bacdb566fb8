package io.proconsul.schemas;

import io.proconsul.wire.Timer;
import java.time.Duration;

/**
 * A delay topic. Every record in it waits equally long from the broker's append time, so due times rise with offsets.
 *
 * @param name how people write the delay, as in {@code 30s}
 */
public record Tier(String name, Duration delay, Topic<Timer> topic) {}
