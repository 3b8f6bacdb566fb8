package io.proconsul.schemas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * A topic of the catalogue: what it carries and how the broker has to keep it. Keys are UTF-8 strings.
 *
 * @param timestamps {@link TimestampType#LOG_APPEND_TIME} where due times must rise with offsets
 * @param doc one sentence for people who look at the topic
 */
public record Topic<V extends SpecificRecord>(
        String name, Class<V> valueClass, Cleanup cleanup, TimestampType timestamps, String doc) {

    private static final String FOR_EVER = "-1";
    private static final Duration COMPACT_WITHIN = Duration.ofMinutes(10);
    private static final int COMPACTED_SEGMENT_BYTES = 64 * 1024 * 1024;

    /** The registry subject of the values, by Confluent's topic name strategy. */
    public String subject() {
        return name + "-value";
    }

    public Schema schema() {
        return SpecificData.get().getSchema(valueClass);
    }

    /** Empty for a topic that keeps every record for ever, or the newest one of each key. */
    public Optional<Duration> retention() {
        return cleanup instanceof Cleanup.Delete delete ? Optional.of(delete.retention()) : Optional.empty();
    }

    /** The broker's settings of this topic, all but those that depend on the installation's size. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy());
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, timestamps.name);
        if (cleanup instanceof Cleanup.Delete delete) {
            settings.put(TopicConfig.RETENTION_MS_CONFIG, millis(delete.retention()));
        } else if (cleanup instanceof Cleanup.Keep) {
            settings.put(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER);
        } else if (cleanup instanceof Cleanup.Compact compact) {
            settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(compact.tombstones()));
            settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(COMPACT_WITHIN));
            settings.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(COMPACTED_SEGMENT_BYTES));
        }
        return settings;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
