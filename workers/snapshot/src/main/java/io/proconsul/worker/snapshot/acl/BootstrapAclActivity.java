package io.proconsul.worker.snapshot.acl;

import io.proconsul.wire.AclBootstrapped;
import io.proconsul.wire.BootstrapAcl;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.Secret;
import io.proconsul.worker.secrets.TransitSecrets;
import io.proconsul.worker.snapshot.consul.Consul;
import io.proconsul.worker.snapshot.consul.Leader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Bootstraps the ACL system, creates the tokens that the servers were configured with, and then waits for autopilot to
 * call every server a healthy voter.
 *
 * <p>Consul bootstraps once only. The secret was chosen and kept before the call, so a lost answer loses nothing: when
 * Consul says that it was done before, the secret itself tells whether it was us.
 */
@Singleton
public class BootstrapAclActivity implements Activity<BootstrapAcl> {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Leader leader;
    private final TransitSecrets secrets;

    public BootstrapAclActivity(Leader leader, TransitSecrets secrets) {
        this.leader = leader;
        this.secrets = secrets;
    }

    @Override
    public Class<BootstrapAcl> command() {
        return BootstrapAcl.class;
    }

    @Override
    public Outcome perform(BootstrapAcl command, Attempt attempt) {
        try {
            var consul = leader.of(command.getCluster(), command.getCaPem(), command.getServers());
            return bootstrap(consul, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private Outcome bootstrap(Consul consul, BootstrapAcl command) throws IOException, InterruptedException {
        var given = command.getSecrets();
        var management = decrypt(command, given.getBootstrapTokenCiphertext());
        consul.bootstrap(management);
        var accessor = consul.accessor(management);
        if (accessor.isEmpty()) {
            return Outcome.permanent(
                    "AclBootstrappedByOther",
                    "the ACL system of the cluster was bootstrapped before, and not with the secret chosen for it");
        }
        var names = ClusterNames.of(command.getCluster());
        var agent = AclTokens.ensure(
                consul,
                management,
                ClusterPolicies.agent(names),
                names.aclAccessorId(AclTokens.AGENT).toString(),
                decrypt(command, given.getAgentTokenCiphertext()));
        var unused = AclTokens.ensure(
                consul,
                management,
                ClusterPolicies.dns(),
                names.aclAccessorId(AclTokens.DNS).toString(),
                decrypt(command, given.getDnsTokenCiphertext()));
        return healthy(consul, management, command, new AclBootstrapped(accessor.get(), agent));
    }

    private static Outcome healthy(Consul consul, Secret management, BootstrapAcl command, AclBootstrapped done)
            throws IOException, InterruptedException {
        var health = consul.health(management);
        var voters = health.healthyVoters();
        var servers = command.getServers().size();
        return health.healthy() && voters == servers
                ? Outcome.succeeded(done)
                : Outcome.pending("autopilot: %d of %d servers are healthy voters".formatted(voters, servers), SOON);
    }

    private Secret decrypt(BootstrapAcl command, String ciphertext) {
        return secrets.decrypt(command.getCluster().getClusterId(), ciphertext);
    }
}
