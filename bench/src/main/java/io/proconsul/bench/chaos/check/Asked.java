package io.proconsul.bench.chaos.check;

import java.time.Instant;

/**
 * One request of a customer, and how it was answered in the end: what is not served is asked again.
 *
 * @param verb PUT or DELETE
 * @param status of the last answer; 0 if there was none
 * @param operation that the answer names; empty if it names none
 */
public record Asked(String cluster, String verb, Instant at, Instant answeredAt, int status, String operation) {

    public boolean isAccepted() {
        return status >= 200 && status < 300;
    }
}
