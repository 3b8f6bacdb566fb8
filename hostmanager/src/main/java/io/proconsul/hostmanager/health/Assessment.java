package io.proconsul.hostmanager.health;

import static io.proconsul.hostmanager.health.HostStatus.State.HEALTHY;
import static io.proconsul.hostmanager.health.HostStatus.State.STARTING;
import static io.proconsul.hostmanager.health.HostStatus.State.UNHEALTHY;
import static io.proconsul.hostmanager.health.HostStatus.State.WAITING;

import io.proconsul.hostmanager.health.HostStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges this host by what only this host can be blamed for. An unreachable control plane, a refused manifest or a
 * cluster without a leader are warnings at most: calling them unhealthy would have Azure replace servers that work.
 */
final class Assessment {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);
    private static final Duration SKEW_LIMIT = Duration.ofMinutes(5);

    private Assessment() {}

    static HostStatus assess(ConfigurationView configuration, ConsulView consul, Instant now) {
        var verdict = verdict(configuration, consul, now);
        var proof = consul.proof();
        return new HostStatus(
                healthState(verdict.state()),
                verdict.state(),
                verdict.reason(),
                configuration.generation(),
                consul.generation(),
                configuration.consulVersion(),
                consul.pid().orElse(null),
                proof.map(ConsulView.Proof::serial).orElse(null),
                proof.map(each -> each.notAfter().toString()).orElse(null),
                configuration.lastContact().map(Instant::toString).orElse(null),
                warnings(configuration, consul));
    }

    private static Verdict verdict(ConfigurationView configuration, ConsulView consul, Instant now) {
        if (configuration.generation() == 0) {
            return new Verdict(WAITING, configuration.problem().orElse("no configuration has been fetched yet"));
        }
        var age = consul.startedAt().map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
        if (consul.pid().isEmpty()) {
            return consul.failures() <= 1
                    ? new Verdict(STARTING, consul.problem().orElse("consul is being started"))
                    : new Verdict(UNHEALTHY, "consul has ended " + consul.failures() + " times in a row");
        }
        if (!consul.provable()) {
            return new Verdict(HEALTHY, "consul is running");
        }
        if (consul.proof().isEmpty()) {
            return age.compareTo(START_LIMIT) < 0
                    ? new Verdict(STARTING, "consul does not answer over TLS yet")
                    : new Verdict(UNHEALTHY, "consul has not answered over TLS since its start");
        }
        var proof = consul.proof().get();
        if (proof.notAfter().isBefore(now)) {
            return new Verdict(UNHEALTHY, "consul serves a certificate that expired at " + proof.notAfter());
        }
        return proof.seenAt().plus(SILENCE_LIMIT).isBefore(now)
                ? new Verdict(UNHEALTHY, "consul has not answered over TLS since " + proof.seenAt())
                : new Verdict(HEALTHY, "consul is running and serves its certificate");
    }

    private static List<String> warnings(ConfigurationView configuration, ConsulView consul) {
        var warnings = new ArrayList<String>();
        configuration.problem().ifPresent(warnings::add);
        configuration.refusal().ifPresent(warnings::add);
        warnings.addAll(configuration.damage());
        consul.problem().ifPresent(warnings::add);
        consul.proof()
                .filter(proof -> !proof.matches())
                .ifPresent(proof -> warnings.add("consul serves certificate %s, generation %d has %s"
                        .formatted(proof.serial(), consul.generation(), proof.expectedSerial())));
        if (configuration.clockSkew().abs().compareTo(SKEW_LIMIT) > 0) {
            warnings.add("this host's clock differs from Azure's by " + configuration.clockSkew());
        }
        return warnings;
    }

    private static @Nullable String healthState(State state) {
        return switch (state) {
            case HEALTHY -> "Healthy";
            case UNHEALTHY -> "Unhealthy";
            case WAITING, STARTING -> null;
        };
    }

    private record Verdict(State state, String reason) {}
}
