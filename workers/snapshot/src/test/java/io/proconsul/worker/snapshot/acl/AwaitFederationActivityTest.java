package io.proconsul.worker.snapshot.acl;

import static io.proconsul.worker.snapshot.FakeTransit.ciphertext;
import static io.proconsul.worker.snapshot.Fixtures.CLUSTER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.wire.AwaitFederation;
import io.proconsul.wire.Done;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.snapshot.FakeConsul;
import io.proconsul.worker.snapshot.Fixtures;
import io.proconsul.worker.snapshot.consul.Leader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwaitFederationActivityTest {
    private final String management = FakeConsul.newSecret();

    @TempDir
    Path directory;

    private FakeConsul secondary;

    @BeforeEach
    void startSecondary() throws IOException {
        secondary = new FakeConsul(directory).start(3);
    }

    @AfterEach
    void stopSecondary() {
        secondary.close();
    }

    @Test
    void waitsForThePrimarysDatacenterThenForItsTokensThenForHealth() throws IOException {
        assertThat(waitingFor()).isEqualTo("sees [westeurope-orders], and not primary");

        secondary.datacenters = List.of("primary", Fixtures.DATACENTER);
        assertThat(waitingFor()).isEqualTo("the primary's tokens are not known here yet");

        secondary.bootstrapWith(management);
        secondary.healthy = false;
        assertThat(waitingFor()).isEqualTo("autopilot: 1 of 3 servers are healthy voters");

        secondary.healthy = true;
        assertThat(perform()).isEqualTo(Outcome.succeeded(new Done(1)));
    }

    private String waitingFor() throws IOException {
        return ((Outcome.Pending) perform()).continuation();
    }

    private Outcome perform() throws IOException {
        var command = new AwaitFederation(
                Fixtures.CLUSTER,
                secondary.caPem(),
                secondary.servers(),
                ciphertext(CLUSTER_ID, management),
                "primary");
        return new AwaitFederationActivity(new Leader(Fixtures.consuls(secondary.port())), Fixtures.secrets())
                .perform(command, Fixtures.ATTEMPT);
    }
}
