package io.proconsul.orchestrator.stream;

import static java.util.Objects.requireNonNull;

import io.proconsul.saga.engine.SagaInput;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.Scope;
import io.proconsul.wire.TaskResult;
import io.proconsul.wire.Timer;
import org.jspecify.annotations.Nullable;

/** Turns a record into an input of the engine, or says what is wrong with it. */
final class InputReader {
    private final AvroDeserializer<ClusterCommand> commands;
    private final AvroDeserializer<TaskResult> results;
    private final AvroDeserializer<Timer> timers;

    InputReader(SchemaRegistry registry) {
        commands = new AvroDeserializer<>(ClusterCommand.class, registry);
        results = new AvroDeserializer<>(TaskResult.class, registry);
        timers = new AvroDeserializer<>(Timer.class, registry);
    }

    /**
     * @param scope the cluster's, where the record names it
     * @param asked a command that another cluster waits for the answer to
     */
    record Input(
            String key,
            @Nullable Scope scope,
            SagaInput saga,
            @Nullable ClusterCommand asked) {
        Input(String key, @Nullable Scope scope, SagaInput saga) {
            this(key, scope, saga, null);
        }
    }

    /** @throws RuntimeException whose message says what was expected and what was found */
    Input read(String topic, @Nullable String key, byte @Nullable [] value) {
        if (key == null || value == null) {
            throw new IllegalArgumentException("expected a key and a value, but found "
                    + (key == null ? "no key" : "key " + key) + " and " + (value == null ? "no value" : "a value"));
        }
        if (topic.equals(Topics.CLUSTER_COMMANDS.name())) {
            var command = requireNonNull(commands.deserialize(topic, value));
            var expected = Ids.scopeKey(command.getScope());
            if (!expected.equals(key)) {
                throw new IllegalArgumentException(
                        "expected key " + expected + " of the command's scope, but found " + key);
            }
            return new Input(
                    key, command.getScope(), Inputs.of(command), command.getReplyTo() == null ? null : command);
        }
        if (topic.equals(Topics.TASK_RESULTS.name())) {
            return new Input(key, null, Inputs.of(requireNonNull(results.deserialize(topic, value))));
        }
        if (topic.equals(Topics.TIMERS_DUE.name())) {
            return new Input(key, null, Inputs.of(requireNonNull(timers.deserialize(topic, value))));
        }
        throw new IllegalArgumentException("no input comes from topic " + topic);
    }
}
