package io.proconsul.schemas;

import org.apache.avro.SystemLimitException;

/**
 * Bounds what a length prefix may claim before Avro allocates for it: a broken or hostile record of ten bytes must not
 * cost gigabytes. Avro knows these limits only for the whole JVM and reads them once; a value given with {@code -D}
 * wins.
 */
final class AvroLimits {

    /** Above anything Kafka lets through at its default {@code max.message.bytes}. */
    private static final int LENGTH = 4 * 1024 * 1024;

    private static final int ITEMS = 100_000;

    static {
        limit(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, LENGTH);
        limit(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, LENGTH);
        limit(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, ITEMS);
    }

    private AvroLimits() {}

    /** Has its effect by loading this class, before Avro decodes its first record. */
    static void apply() {}

    private static void limit(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }
}
