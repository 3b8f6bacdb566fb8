package io.proconsul.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Samples;
import io.proconsul.metering.TimeFrame;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterEvent;
import io.proconsul.wire.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class UseTableTest {

    private final Hands hands = new Hands("2020-07-15T10:30:00Z");
    private final UseTable table = new UseTable(hands);
    private final Scope old = Samples.scope("old");
    private final Scope running = Samples.group("another").cluster("running");

    @Test
    void findsByGroupWhateverTheLetterCase() {
        put(old, "ClusterStarted", "2020-07-15T08:00:00Z");

        assertThat(table.find(Samples.group("RG-MRG-APP")).isEmpty()).isFalse();
        assertThat(table.find(Samples.group("nowhere")).isEmpty()).isTrue();
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void forgetsWhatNoReportShowsOnceItHasReadEverything() {
        put(old, "ClusterStarted", "2018-01-01T00:00:00Z");
        put(running, "ClusterStarted", "2018-01-01T00:00:00Z");
        put(old, "ClusterStopped", "2019-06-30T23:00:00Z");
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.isCurrent()).isFalse();

        table.markCurrent();

        assertThat(table.isCurrent()).isTrue();
        assertThat(table.size()).isEqualTo(1);
        var july = TimeFrame.of(YearMonth.of(2019, 7));
        assertThat(table.find(Samples.group("another")).hours(july, hands.instant()))
                .as("a cluster that has run for years")
                .hasSize(31 * 24);
    }

    @Test
    void forgetsAgainWhenAMonthHasPassed() {
        put(old, "ClusterStarted", "2019-07-01T00:00:00Z");
        put(old, "ClusterStopped", "2019-07-02T00:00:00Z");
        table.markCurrent();
        assertThat(table.size()).isEqualTo(1);

        hands.show("2020-08-01T00:00:00Z");
        put(running, "ClusterStarted", "2020-08-01T00:00:00Z");

        assertThat(table.find(Samples.group(Samples.RESOURCE_GROUP)).isEmpty()).isTrue();
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void whatIsNotBilledIsNotKept() {
        put(old, "ClusterAdmired", "2020-07-15T08:00:00Z");

        assertThat(table.size()).isZero();
    }

    private void put(Scope scope, String type, String at) {
        var cluster = Ids.clusterId(scope, 1);
        var event = new ClusterEvent(
                Ids.eventId(cluster, type),
                scope,
                cluster,
                type,
                Instant.parse(at),
                "operation",
                3,
                Samples.APPLICATION,
                "usage",
                "plan");
        table.put(Ids.scopeKey(scope), event);
    }

    private static final class Hands extends Clock {

        private Instant now;

        Hands(String now) {
            this.now = Instant.parse(now);
        }

        void show(String later) {
            now = Instant.parse(later);
        }

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
            throw new UnsupportedOperationException();
        }
    }
}
