package io.proconsul.gateway;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what would be exported of every span, name and attributes, while a test wants it. */
@ApplicationScoped
public class InMemorySpans implements SpanProcessor {

    private final Queue<String> all = new ConcurrentLinkedQueue<>();
    private volatile boolean kept;

    /** Forgets what there was. */
    void keep(boolean wanted) {
        all.clear();
        kept = wanted;
    }

    Queue<String> all() {
        return all;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (kept) {
            all.add(span.getName() + " " + span.getAttributes());
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
