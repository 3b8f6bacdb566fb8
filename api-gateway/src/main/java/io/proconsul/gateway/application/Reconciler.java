package io.proconsul.gateway.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.proconsul.gateway.application.Reconciliation.Round;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.config.GatewayConfig;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Has the applications compared with the clusters now and then, at times that differ from one instance to another. */
@ApplicationScoped
@Startup
public class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final String PRINCIPAL = "reconciler";
    private static final int MISSED = 3;

    private final Reconciliation reconciliation;
    private final Duration every;
    private final MeterRegistry meters;
    private final Tracer tracer;
    private final Clock clock;
    private final AtomicInteger unverified;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var created = new Thread(work, "reconciler");
        created.setDaemon(true);
        return created;
    });
    private volatile Instant lastComplete;

    public Reconciler(
            Reconciliation reconciliation, GatewayConfig config, MeterRegistry meters, Tracer tracer, Clock clock) {
        this.reconciliation = reconciliation;
        this.every = config.applications().reconcileEvery();
        this.meters = meters;
        this.tracer = tracer;
        this.clock = clock;
        this.lastComplete = clock.instant();
        this.unverified = meters.gauge("proconsul.gateway.reconciliation.unverified", new AtomicInteger());
    }

    @PostConstruct
    void begin() {
        if (!every.isZero()) {
            next(ThreadLocalRandom.current().nextDouble());
        }
    }

    @PreDestroy
    void end() {
        thread.shutdownNow();
    }

    /** Whether the last complete round is no longer ago than a few should take, or none is wanted. */
    boolean isCurrent() {
        return every.isZero() || lastComplete.plus(every.multipliedBy(MISSED)).isAfter(clock.instant());
    }

    private void next(double ofPeriod) {
        var pause = (long) (every.toMillis() * ofPeriod);
        var unused = thread.schedule(this::roundAndGoOn, pause, TimeUnit.MILLISECONDS);
    }

    private void roundAndGoOn() {
        try {
            round();
        } catch (RuntimeException e) { // whatever happens, there is a next time
            LOG.error("A comparison of applications and clusters failed", e);
        } finally {
            next(0.5 + ThreadLocalRandom.current().nextDouble());
        }
    }

    /** One round, in a trace of its own to which all belongs that follows. */
    Round round() {
        var span = tracer.spanBuilder("reconcile applications").startSpan();
        try {
            return span.storeInContext(Context.current())
                    .wrapSupplier(() -> round(span.getSpanContext().getTraceId()))
                    .get();
        } finally {
            span.end();
        }
    }

    private Round round(String traceId) {
        var round = reconciliation.run(new Request(traceId, PRINCIPAL, clock.instant()));
        count(round);
        LOG.infof("Applications and clusters compared: %s", round);
        return round;
    }

    private void count(Round round) {
        var outcome = round.complete() ? "complete" : "incomplete";
        meters.counter("proconsul.gateway.reconciliation.rounds", "outcome", outcome)
                .increment();
        meters.counter("proconsul.gateway.reconciliation.commands").increment(round.commands());
        unverified.set(round.unverified());
        if (round.complete()) {
            lastComplete = clock.instant();
        }
    }
}
