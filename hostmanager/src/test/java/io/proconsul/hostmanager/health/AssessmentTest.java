package io.proconsul.hostmanager.health;

import static io.proconsul.hostmanager.health.HostStatus.State.HEALTHY;
import static io.proconsul.hostmanager.health.HostStatus.State.STARTING;
import static io.proconsul.hostmanager.health.HostStatus.State.UNHEALTHY;
import static io.proconsul.hostmanager.health.HostStatus.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssessmentTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ConfigurationView SEVEN = new ConfigurationView(
            7, "v1.21.4", Optional.of(NOW), Duration.ZERO, Optional.empty(), Optional.empty(), List.of());
    private static final ConsulView.Proof GOOD = new ConsulView.Proof("0a", NOW.plusSeconds(3600), "0a", NOW);

    @Test
    void waitsForAFirstConfigurationAndSaysWhy() {
        var nothing = new ConfigurationView(
                0,
                "",
                Optional.empty(),
                Duration.ZERO,
                Optional.of("manifests/server-0.json: HTTP 403"),
                Optional.empty(),
                List.of());

        var status = Assessment.assess(nothing, ConsulView.unknown(), NOW);

        assertThat(status.state()).isEqualTo(WAITING);
        assertThat(status.reason()).isEqualTo("manifests/server-0.json: HTTP 403");
        assertThat(status.applicationHealthState()).isNull();
    }

    @Test
    void isStartingUntilConsulShowsACertificate() {
        assertThat(state(running(NOW.minusSeconds(59), Optional.empty()))).isEqualTo(STARTING);
        assertThat(state(running(NOW.minusSeconds(61), Optional.empty()))).isEqualTo(UNHEALTHY);
    }

    @Test
    void isHealthyWhileConsulServes() {
        var status = Assessment.assess(SEVEN, running(NOW.minusSeconds(3600), Optional.of(GOOD)), NOW);

        assertThat(status.state()).isEqualTo(HEALTHY);
        assertThat(status.applicationHealthState()).isEqualTo("Healthy");
        assertThat(status.warnings()).isEmpty();
    }

    @Test
    void isUnhealthyWhenConsulKeepsEndingFallsSilentOrServesAnExpiredCertificate() {
        var silent = new ConsulView.Proof("0a", NOW.plusSeconds(3600), "0a", NOW.minusSeconds(31));
        var expired = new ConsulView.Proof("0a", NOW.minusSeconds(1), "0a", NOW);

        assertThat(state(running(NOW.minusSeconds(3600), Optional.of(silent)))).isEqualTo(UNHEALTHY);
        assertThat(state(running(NOW.minusSeconds(3600), Optional.of(expired)))).isEqualTo(UNHEALTHY);
        assertThat(state(new ConsulView(
                        Optional.empty(), 0, Optional.empty(), 2, true, Optional.empty(), Optional.of("ended"))))
                .isEqualTo(UNHEALTHY);
    }

    @Test
    void staysHealthyButWarnsWhenOthersAreToBlame() {
        var cutOff = new ConfigurationView(
                7,
                "v1.21.4",
                Optional.of(NOW.minusSeconds(86_400)),
                Duration.ofMinutes(6),
                Optional.of("unreachable"),
                Optional.of("generation 8: refused"),
                List.of());
        var oldCertificate = new ConsulView.Proof("09", NOW.plusSeconds(60), "0a", NOW);

        var status = Assessment.assess(cutOff, running(NOW.minusSeconds(3600), Optional.of(oldCertificate)), NOW);

        assertThat(status.state()).isEqualTo(HEALTHY);
        assertThat(status.warnings())
                .containsExactly(
                        "unreachable",
                        "generation 8: refused",
                        "consul serves certificate 09, generation 7 has 0a",
                        "this host's clock differs from Azure's by PT6M");
    }

    private static HostStatus.State state(ConsulView consul) {
        return Assessment.assess(SEVEN, consul, NOW).state();
    }

    private static ConsulView running(Instant since, Optional<ConsulView.Proof> proof) {
        return new ConsulView(Optional.of(42L), 7, Optional.of(since), 1, true, proof, Optional.empty());
    }
}
