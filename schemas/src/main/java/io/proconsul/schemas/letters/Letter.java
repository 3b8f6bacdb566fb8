package io.proconsul.schemas.letters;

import io.proconsul.wire.DeadLetter;
import org.apache.kafka.common.header.Headers;

/**
 * A letter at its place in {@code dead.letters}.
 *
 * @param headers those of the record that the letter is about
 */
public record Letter(Place place, DeadLetter content, Headers headers) {

    /** The same without the record's value, which may be large. */
    public Letter withoutValue() {
        return new Letter(place, DeadLetter.newBuilder(content).setValue(null).build(), headers);
    }

    /** Where the record was that it is about, such as {@code task.results-3@17}. */
    public String record() {
        return content.getTopic() + "-" + content.getPartition() + "@" + content.getOffset();
    }

    /** A partition and an offset of {@code dead.letters}; written {@code 3@17}. */
    public record Place(int partition, long offset) implements Comparable<Place> {

        /** @throws IllegalArgumentException if the text names no place */
        public static Place parse(String text) {
            var parts = text.split("@", 2);
            try {
                if (parts.length == 2) {
                    return new Place(Integer.parseUnsignedInt(parts[0]), Long.parseUnsignedLong(parts[1]));
                }
            } catch (NumberFormatException noNumbers) {
                // said below
            }
            throw new IllegalArgumentException("expected PARTITION@OFFSET, such as 3@17, but found \"" + text + "\"");
        }

        @Override
        public int compareTo(Place other) {
            var byPartition = Integer.compare(partition, other.partition);
            return byPartition == 0 ? Long.compare(offset, other.offset) : byPartition;
        }

        @Override
        public String toString() {
            return partition + "@" + offset;
        }
    }
}
