package io.proconsul.gateway.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Certificates;
import io.proconsul.gateway.config.Configs;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureCertificatesTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final Hands clock = new Hands();
    private String published = Certificates.published(START);
    private final AzureCertificates certificates = new AzureCertificates(
            Configs.defaults(),
            location -> {
                if (published.isEmpty()) {
                    throw new IOException("nobody answers at " + location);
                }
                return published;
            },
            clock);

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

    @Test
    void beforeTheListIsReadNobodyIsAzure() {
        assertThat(certificates.includes(Certificates.AZURE.certificate())).isFalse();
        assertThat(certificates.areCurrent()).isFalse();
    }

    @Test
    void aCertificateCountsWithinItsTimesOnly() {
        certificates.refresh();
        assertThat(certificates.includes(Certificates.AZURE.certificate())).isTrue();
        assertThat(certificates.includes(Certificates.NEXT.certificate())).isFalse();
        assertThat(certificates.includes(Certificates.LAST.certificate())).isFalse();

        clock.now = START.plusSeconds(1800);
        assertThat(certificates.includes(Certificates.NEXT.certificate())).isTrue();

        clock.now = START.plusSeconds(3601);
        assertThat(certificates.includes(Certificates.AZURE.certificate())).isFalse();
    }

    @Test
    void theSameNameIsNotTheSameCertificate() {
        certificates.refresh();
        assertThat(certificates.includes(Certificates.selfSigned("CN=azure").certificate()))
                .isFalse();
    }

    @Test
    void aNewListReplacesTheOldOne() {
        certificates.refresh();
        published = "{\"clientCertificates\":[" + Certificates.LAST.entry(START, START.plusSeconds(60)) + "]}";
        assertThat(certificates.refresh()).isTrue();
        assertThat(certificates.includes(Certificates.LAST.certificate())).isTrue();
        assertThat(certificates.includes(Certificates.AZURE.certificate())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "[]",
                "{\"clientCertificates\":[]}",
                "{\"clientCertificates\":[{\"certificate\":\"\"}]}",
                "{\"clientCertificates\":[{\"certificate\":\"AAAA\",\"notBefore\":\"2026-01-01T00:00:00Z\","
                        + "\"notAfter\":\"2027-01-01T00:00:00Z\"}]}"
            })
    void theLastGoodListServesUntilThereIsABetterOne(String bad) {
        certificates.refresh();
        published = bad;
        assertThat(certificates.refresh()).isFalse();
        assertThat(certificates.includes(Certificates.AZURE.certificate())).isTrue();
    }

    @Test
    void aListOfADayAgoIsNotCurrent() {
        certificates.refresh();
        clock.now = START.plus(Duration.ofHours(24)).minusSeconds(1);
        assertThat(certificates.areCurrent()).isTrue();
        clock.now = START.plus(Duration.ofHours(24));
        assertThat(certificates.areCurrent()).isFalse();
    }
}
