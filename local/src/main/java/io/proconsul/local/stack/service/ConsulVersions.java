package io.proconsul.local.stack.service;

import java.util.List;
import java.util.stream.Stream;

/** The versions of Consul that the stack offers, all of them the stand-in's. */
final class ConsulVersions {
    /** Beside those that the gateway offers by itself; the demonstration goes from the first of these to the second. */
    private static final List<String> ENTERPRISE = List.of("v1.20.6+ent", "v1.21.4+ent");

    private static final List<String> COMMUNITY =
            List.of("v1.14.11", "v1.15.10", "v1.16.6", "v1.17.3", "v1.18.2", "v1.19.2", "v1.20.6");
    private static final String RECOMMENDED = "v1.21.4";
    private static final String PREVIEW = "v1.22.0";

    private ConsulVersions() {}

    /** The gateway's setting of available ones. */
    static String available() {
        return String.join(
                ",", Stream.concat(COMMUNITY.stream(), ENTERPRISE.stream()).toList());
    }

    /** The orchestrator's setting: no cluster goes to a preview by itself. */
    static String offered() {
        return available() + "," + RECOMMENDED;
    }

    static Stream<String> all() {
        return Stream.of(COMMUNITY, List.of(RECOMMENDED, PREVIEW), ENTERPRISE).flatMap(List::stream);
    }
}
