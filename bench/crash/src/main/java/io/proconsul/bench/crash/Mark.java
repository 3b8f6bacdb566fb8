package io.proconsul.bench.crash;

import io.proconsul.schemas.Frame;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, of whichever cluster.
 *
 * @param kind command, task, result or transition
 * @param subject of a command, its name; of the others, the step and {@code forward} or {@code undo}
 */
record Mark(String kind, String subject) {
    /** How the names of the topics begin that tasks are in. */
    static final String TASKS = "tasks.";

    private static final String FORWARD = "FORWARD";

    /**
     * Reads a record of a topic.
     *
     * @param value a generated record, or the bytes of one in its frame, written by the version that this process has
     * @return empty for what is on behalf of no step
     */
    static Optional<Mark> of(String topic, @Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        } else if (topic.startsWith(TASKS)) {
            var task = read(Task.class, value);
            return Optional.of(new Mark("task", subject(task.getStep(), task.getDirection())));
        } else if (topic.equals(Topics.TASK_RESULTS.name())) {
            return Optional.of(new Mark("result", subject(read(TaskResult.class, value))));
        } else if (topic.equals(Topics.CLUSTER_COMMANDS.name())) {
            return Optional.of(
                    new Mark("command", read(ClusterCommand.class, value).getName()));
        } else if (topic.equals(Topics.SAGA_JOURNAL.name())) {
            return transition(read(JournalEntry.class, value));
        }
        return Optional.empty();
    }

    /** A transition is named after the answer or the command that brought it about. */
    private static Optional<Mark> transition(JournalEntry entry) {
        if (entry.getSource().equals(Topics.TASK_RESULTS.name())) {
            return Optional.of(new Mark("transition", subject(read(TaskResult.class, bytes(entry.getInput())))));
        } else if (entry.getSource().equals(Topics.CLUSTER_COMMANDS.name())) {
            var command = read(ClusterCommand.class, bytes(entry.getInput()));
            return Optional.of(new Mark("transition", command.getName()));
        }
        return Optional.empty();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String subject(TaskResult result) {
        return subject(result.getStep(), result.getDirection());
    }

    private static String subject(String step, String direction) {
        return step + (direction.equals(FORWARD) ? " forward" : " undo");
    }

    private static <T extends SpecificRecord> T read(Class<T> type, Object value) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        var framed = (byte[]) value;
        var decoder = DecoderFactory.get().binaryDecoder(framed, Frame.LENGTH, framed.length - Frame.LENGTH, null);
        try {
            return new SpecificDatumReader<>(type).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a whole " + type.getSimpleName(), e);
        }
    }

    /** Of a task that was taken: its answer. */
    Mark answered() {
        return new Mark("result", subject);
    }

    String produce() {
        return "produce_" + kind + " " + subject;
    }

    String commit() {
        return "commit_" + kind + " " + subject;
    }
}
