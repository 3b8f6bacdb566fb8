package io.proconsul.gateway;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, until a test says what time it is. */
@Mock
@Singleton
public class TestClock extends Clock {

    private volatile Clock actual = Clock.systemUTC();

    void stopAt(Instant instant) {
        actual = Clock.fixed(instant, ZoneOffset.UTC);
    }

    void goOn() {
        actual = Clock.systemUTC();
    }

    @Override
    public Instant instant() {
        return actual.instant();
    }

    @Override
    public ZoneId getZone() {
        return actual.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return actual.withZone(zone);
    }
}
