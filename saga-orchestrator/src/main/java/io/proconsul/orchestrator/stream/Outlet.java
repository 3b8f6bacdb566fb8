package io.proconsul.orchestrator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Where the results of one transition go: same key, same instant, same trace as what brought it about. */
final class Outlet {
    private static final String TASKS = "tasks.";
    private static final String TRACE = "traceparent";

    private final ProcessorContext<String, SpecificRecord> context;
    private final String key;
    private final Instant at;
    private final Headers headers;

    Outlet(ProcessorContext<String, SpecificRecord> context, String key, Instant at, Headers incoming) {
        this.context = context;
        this.key = key;
        this.at = at;
        this.headers = new RecordHeaders();
        var trace = incoming.lastHeader(TRACE);
        if (trace != null) {
            headers.add(trace);
        }
    }

    /** For a record of no topic that goes on in the same trace. */
    static Headers headers(String trace) {
        return trace.isEmpty() ? new RecordHeaders() : new RecordHeaders().add(TRACE, trace.getBytes(UTF_8));
    }

    /** The trace as it stands in the header; empty if there is none. */
    String trace() {
        var trace = headers.lastHeader(TRACE);
        return trace == null ? "" : new String(trace.value(), UTF_8);
    }

    <V extends SpecificRecord> void send(Topic<V> topic, V value) {
        forward(topic.name(), value);
    }

    void sendTask(String worker, SpecificRecord task) {
        forward(TASKS + worker, task);
    }

    /** To the orchestrator itself, which takes it up as it does what others ask for. */
    void ask(ClusterCommand command) {
        send(Topics.CLUSTER_COMMANDS, command);
    }

    /** For what goes to another cluster. */
    Outlet to(String otherKey) {
        return new Outlet(context, otherKey, at, headers);
    }

    private void forward(String topic, SpecificRecord value) {
        context.forward(
                new Record<>(key, value, at.toEpochMilli(), new RecordHeaders(headers)), SagaTopology.sink(topic));
    }
}
