package io.proconsul.worker.cert.acme;

import java.util.Set;

/** Where the answers to DNS-01 challenges are put. Both methods may be repeated. */
public interface DnsChallenges {

    /**
     * Makes the record's TXT values exactly these: a name and its wildcard share one record.
     *
     * @param record without the final dot, as in _acme-challenge.c1.consul.example.com
     * @return true once every authoritative server of the zone answers so; validation before that fails for good
     */
    boolean publish(String record, Set<String> values);

    /** Removes the record; one that is not there is as good. */
    void withdraw(String record);
}
