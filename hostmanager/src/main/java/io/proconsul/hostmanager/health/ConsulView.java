package io.proconsul.hostmanager.health;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the Consul process.
 *
 * @param pid of the live process
 * @param generation that it has loaded, 0 for none
 * @param startedAt of the last start seen by this host manager
 * @param failures starts since it last ran for a minute
 * @param proof what its HTTPS port shows; empty if the configuration has no such port or it never answered
 * @param provable whether the configuration has an HTTPS port
 * @param problem what went wrong last
 */
public record ConsulView(
        Optional<Long> pid,
        long generation,
        Optional<Instant> startedAt,
        int failures,
        boolean provable,
        Optional<Proof> proof,
        Optional<String> problem) {

    /**
     * The certificate that was served at the last handshake.
     *
     * @param expectedSerial of the certificate in the loaded generation
     */
    public record Proof(String serial, Instant notAfter, String expectedSerial, Instant seenAt) {

        public boolean matches() {
            return serial.equals(expectedSerial);
        }
    }

    public static ConsulView unknown() {
        return new ConsulView(Optional.empty(), 0, Optional.empty(), 0, false, Optional.empty(), Optional.empty());
    }
}
