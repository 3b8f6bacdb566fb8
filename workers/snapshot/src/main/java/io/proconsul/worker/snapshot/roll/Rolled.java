package io.proconsul.worker.snapshot.roll;

import io.proconsul.wire.ServerAwaited;
import io.proconsul.worker.Outcome;
import java.util.List;
import java.util.Optional;

/** The servers that have had their turn. */
final class Rolled {

    private Rolled() {}

    /** A server that did not take what it was given is no reason to disturb the next one. */
    static Optional<Outcome> refusal(List<ServerAwaited> done) {
        return done.stream()
                .filter(server -> !server.getUpdated())
                .findFirst()
                .map(server -> Outcome.permanent(
                        "ServerNotUpdated",
                        "expected " + server.getName()
                                + " to have taken its new configuration, found it with the old one and "
                                + server.getConsulVersion() + "; its host manager says why"));
    }
}
