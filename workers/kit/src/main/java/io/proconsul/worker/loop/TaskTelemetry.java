package io.proconsul.worker.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.proconsul.wire.Task;
import io.proconsul.worker.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Makes an attempt visible: a span in the saga's trace, who it is for in every log line, and what came of it. */
final class TaskTelemetry {

    private static final Logger LOG = Logger.getLogger(TaskTelemetry.class);

    private final MeterRegistry meters;
    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final AtomicInteger inFlight;

    TaskTelemetry(MeterRegistry meters, OpenTelemetry telemetry) {
        this.meters = meters;
        this.tracer = telemetry.getTracer("io.proconsul.worker");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
        this.inFlight = meters.gauge("proconsul.tasks.in.flight", new AtomicInteger());
    }

    /** Runs the work as part of the trace that the record carries. */
    <T> T within(Task task, Headers headers, Supplier<T> work) {
        var span = tracer.spanBuilder(task.getStep() + " " + task.getCommand().getType())
                .setParent(propagator.extract(Context.root(), headers, FROM_HEADERS))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("proconsul.cluster", task.getClusterId())
                .setAttribute("proconsul.saga", task.getSagaId())
                .setAttribute("proconsul.attempt", task.getAttempt())
                .setAttribute("proconsul.direction", task.getDirection())
                .startSpan();
        var diagnostics = Map.of(
                "cluster", task.getClusterId(),
                "saga", task.getSagaId(),
                "step", task.getStep(),
                "attempt", task.getAttempt());
        diagnostics.forEach(MDC::put);
        inFlight.incrementAndGet();
        try {
            return Context.current().with(span).wrapSupplier(work).get();
        } finally {
            inFlight.decrementAndGet();
            diagnostics.keySet().forEach(MDC::remove);
            span.end();
        }
    }

    /** Times the attempt and tells its outcome; that it is not done yet is no news. */
    Outcome measured(Task task, Supplier<Outcome> attempt) {
        var sample = Timer.start(meters);
        var outcome = attempt.get();
        sample.stop(meters.timer("proconsul.tasks", "command", task.getCommand().getType(), "outcome", name(outcome)));
        LOG.logf(
                outcome instanceof Outcome.Pending ? Logger.Level.DEBUG : Logger.Level.INFO,
                "%s: %s",
                task.getCommand().getType(),
                name(outcome));
        if (outcome instanceof Outcome.Failed failed) {
            Span.current().setStatus(StatusCode.ERROR, failed.code());
        }
        return outcome;
    }

    /** Nobody waited for the task any more, so it was not begun. */
    void late(Task task) {
        meters.counter("proconsul.tasks.late", "command", task.getCommand().getType())
                .increment();
    }

    void deadLetter() {
        meters.counter("proconsul.tasks.dead").increment();
    }

    /** Hands the current trace on to a record that is about to be sent. */
    void propagate(Headers headers) {
        propagator.inject(Context.current(), headers, (to, name, value) -> {
            if (to != null) {
                to.remove(name).add(name, value.getBytes(UTF_8));
            }
        });
    }

    private static String name(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed
                ? failed.cause().name().toLowerCase(Locale.ROOT)
                : outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static final TextMapGetter<Headers> FROM_HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return StreamSupport.stream(headers.spliterator(), false)
                    .map(Header::key)
                    .toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            var header = headers == null ? null : headers.lastHeader(name);
            return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
        }
    };
}
