package io.proconsul.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.proconsul.gateway.application.Reading.Known;
import io.proconsul.gateway.application.Reading.Unknown;
import io.proconsul.gateway.cluster.SpecReader;
import io.proconsul.gateway.command.CommandLog;
import io.proconsul.gateway.config.Configs;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.limit.OpenSagas;
import io.proconsul.gateway.version.VersionCatalogue;
import io.proconsul.gateway.view.ClusterTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** It is well while complete rounds come as often as they should. */
class ReconcilerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final CommandLog NOTHING_TO_WRITE = command -> {
        throw new AssertionError("expected no command, found " + command.getName());
    };

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ClusterTable clusters = new ClusterTable();
    private final Hands clock = new Hands();
    private boolean down;

    /** A clock whose hands the test moves. */
    private static final class Hands extends Clock {

        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Has nothing, or does not answer. */
    private final class Empty implements AzureApplications {

        @Override
        public Reading<Optional<ManagedApplication>> find(String applicationId) {
            return new Known<>(Optional.empty());
        }

        @Override
        public Reading<List<Subscription>> subscriptions() {
            return down ? new Unknown<>("nobody answers") : new Known<>(List.of());
        }

        @Override
        public Reading<List<ManagedApplication>> inSubscription(Subscription subscription) {
            return new Known<>(List.of());
        }
    }

    @BeforeEach
    void theViewIsCurrent() {
        clusters.markCurrent();
    }

    @Test
    void aCompleteRoundKeepsItWell() {
        var reconciler = reconciler("15m");
        clock.now = START.plus(Duration.ofMinutes(44));
        reconciler.round();

        clock.now = START.plus(Duration.ofMinutes(88));

        assertThat(reconciler.isCurrent()).isTrue();
        assertThat(rounds("complete")).isEqualTo(1);
    }

    @Test
    void roundsThatComeToNothingDoNot() {
        down = true;
        var reconciler = reconciler("15m");
        clock.now = START.plus(Duration.ofMinutes(44));
        reconciler.round();
        assertThat(reconciler.isCurrent()).isTrue();

        clock.now = START.plus(Duration.ofMinutes(46));

        assertThat(reconciler.isCurrent()).isFalse();
        assertThat(rounds("incomplete")).isEqualTo(1);
    }

    @Test
    void whatIsNotWantedIsNotMissed() {
        var reconciler = reconciler("0s");

        clock.now = START.plus(Duration.ofDays(1));

        assertThat(reconciler.isCurrent()).isTrue();
    }

    private double rounds(String outcome) {
        return meters.get("proconsul.gateway.reconciliation.rounds")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private Reconciler reconciler(String every) {
        var config = Configs.of(Map.of(
                "proconsul.gateway.applications.offers",
                "publisher/consul",
                "proconsul.gateway.applications.reconcile-every",
                every));
        var tracer = OpenTelemetry.noop().getTracer("test");
        return new Reconciler(reconciliation(config), config, meters, tracer, clock);
    }

    private Reconciliation reconciliation(GatewayConfig config) {
        var azure = new Empty();
        var offers = new Offers(config);
        var deployer = new Deployer(
                new SpecReader(config, new VersionCatalogue(config)),
                new OpenSagas(clusters, config),
                NOTHING_TO_WRITE);
        var desk =
                new ApplicationDesk(new KnownApplications(azure, offers), offers, clusters, deployer, NOTHING_TO_WRITE);
        return new Reconciliation(azure, offers, clusters, desk, config);
    }
}
