package io.proconsul.gateway.caller;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What a caller may do, each role all that the ones before it may; as app roles in the registration of this service. */
public enum Role {
    READER("Proconsul.Reader"),
    OPERATOR("Proconsul.Operator"),
    ADMINISTRATOR("Proconsul.Administrator");

    private final String claim;

    Role(String claim) {
        this.claim = claim;
    }

    /** The value of the app role. */
    public String claim() {
        return claim;
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The highest of these app roles; empty if none is one of ours. */
    static Optional<Role> highest(Set<String> claims) {
        return Arrays.stream(values())
                .filter(role -> claims.contains(role.claim))
                .reduce((lower, higher) -> higher);
    }
}
