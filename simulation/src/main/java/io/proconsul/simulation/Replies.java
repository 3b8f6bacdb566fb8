package io.proconsul.simulation;

import io.proconsul.saga.Definitions;
import io.proconsul.saga.Step;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** What workers answer: a record of the type that the step declares, with something in every field. */
final class Replies {
    /** The id of every snapshot that a worker has taken. */
    static final String SNAPSHOT = "id";

    private final Map<String, Object> byStep = new HashMap<>();

    Replies(Definitions definitions) {
        definitions.all().forEach(definition -> definition.steps().forEach(this::add));
    }

    Object to(String step) {
        var reply = byStep.get(step);
        if (reply == null) {
            throw new IllegalStateException("no saga has a step " + step);
        }
        return reply;
    }

    private void add(Step<?, ?> step) {
        byStep.put(step.name(), SpecificRecord.class.isAssignableFrom(step.reply()) ? filled(step.reply()) : "done");
    }

    private static Object filled(Class<?> type) {
        var schema = SpecificData.get().getSchema(type);
        return filled(schema, type.getSimpleName());
    }

    private static Object filled(Schema schema, String name) {
        return switch (schema.getType()) {
            case RECORD -> {
                var record = (SpecificRecord)
                        SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
                schema.getFields().forEach(field -> record.put(field.pos(), filled(field.schema(), field.name())));
                yield record;
            }
            case ARRAY -> List.of();
            case MAP -> Map.of();
            case STRING -> name;
            case INT -> 1;
            case LONG -> schema.getLogicalType() == null ? (Object) 1L : Instant.EPOCH;
            case BOOLEAN -> true;
            case UNION -> filled(schema.getTypes().get(schema.getTypes().size() - 1), name);
            default ->
                throw new IllegalArgumentException(
                        "no reply has a field of type " + schema.getType() + ", but " + name);
        };
    }
}
