package io.proconsul.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes a line for each span that ends, and keeps query strings, which may hold secrets, out of all spans. */
@ApplicationScoped
public class TraceLog implements SpanProcessor {

    private static final Logger LOG = Logger.getLogger("io.proconsul.trace");
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final String REDACTED = "REDACTED";

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (span.getAttribute(QUERY) != null) {
            span.setAttribute(QUERY, REDACTED);
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        LOG.infof(
                "span %s trace=%s span=%s parent=%s ms=%d",
                span.getName(),
                span.getSpanContext().getTraceId(),
                span.getSpanContext().getSpanId(),
                span.getParentSpanContext().getSpanId(),
                TimeUnit.NANOSECONDS.toMillis(span.getLatencyNanos()));
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
