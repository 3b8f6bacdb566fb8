package io.proconsul.bench.chaos.check;

import java.time.Instant;

/**
 * A committed record of a topic.
 *
 * @param at the record's timestamp
 */
public record Seen<T>(String topic, int partition, long offset, Instant at, String key, T value) {}
