package io.proconsul.worker.snapshot.acl;

import io.proconsul.wire.AwaitFederation;
import io.proconsul.wire.Done;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.TransitSecrets;
import io.proconsul.worker.snapshot.consul.Consul;
import io.proconsul.worker.snapshot.consul.Leader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Waits until the servers of a secondary are in the federation: they see the primary's datacenter, know the tokens that
 * are kept there, and autopilot, which may be asked with one of those, calls each of them a healthy voter.
 */
@Singleton
public class AwaitFederationActivity implements Activity<AwaitFederation> {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Leader leader;
    private final TransitSecrets secrets;

    public AwaitFederationActivity(Leader leader, TransitSecrets secrets) {
        this.leader = leader;
        this.secrets = secrets;
    }

    @Override
    public Class<AwaitFederation> command() {
        return AwaitFederation.class;
    }

    @Override
    public Outcome perform(AwaitFederation command, Attempt attempt) {
        try {
            return look(leader.of(command.getCluster(), command.getCaPem(), command.getServers()), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private Outcome look(Consul consul, AwaitFederation command) throws IOException, InterruptedException {
        var datacenters = consul.datacenters();
        if (!datacenters.contains(command.getPrimaryDatacenter())) {
            return Outcome.pending("sees %s, and not %s".formatted(datacenters, command.getPrimaryDatacenter()), SOON);
        }
        var management = secrets.decrypt(command.getCluster().getClusterId(), command.getBootstrapTokenCiphertext());
        if (consul.accessor(management).isEmpty()) {
            return Outcome.pending("the primary's tokens are not known here yet", SOON);
        }
        var health = consul.health(management);
        var servers = command.getServers().size();
        return health.healthy() && health.healthyVoters() == servers
                ? Outcome.succeeded(new Done(1))
                : Outcome.pending(
                        "autopilot: %d of %d servers are healthy voters".formatted(health.healthyVoters(), servers),
                        SOON);
    }
}
