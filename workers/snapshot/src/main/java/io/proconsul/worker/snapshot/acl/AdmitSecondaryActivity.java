package io.proconsul.worker.snapshot.acl;

import io.proconsul.wire.AdmitSecondary;
import io.proconsul.wire.Done;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.Secret;
import io.proconsul.worker.secrets.TransitSecrets;
import io.proconsul.worker.snapshot.consul.Consul;
import io.proconsul.worker.snapshot.consul.Consul.AclPolicy;
import io.proconsul.worker.snapshot.consul.Leader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Creates, in the primary, the tokens with which the servers of a secondary will be servers: a federation has one ACL
 * system, the primary's. Their secrets are the secondary's own, chosen before.
 */
@Singleton
public class AdmitSecondaryActivity implements Activity<AdmitSecondary> {
    private final Leader leader;
    private final TransitSecrets secrets;

    public AdmitSecondaryActivity(Leader leader, TransitSecrets secrets) {
        this.leader = leader;
        this.secrets = secrets;
    }

    @Override
    public Class<AdmitSecondary> command() {
        return AdmitSecondary.class;
    }

    @Override
    public Outcome perform(AdmitSecondary command, Attempt attempt) {
        try {
            admit(leader.of(command.getCluster(), command.getCaPem(), command.getServers()), command);
            return Outcome.succeeded(new Done(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private void admit(Consul consul, AdmitSecondary command) throws IOException, InterruptedException {
        var management = secrets.decrypt(command.getCluster().getClusterId(), command.getBootstrapTokenCiphertext());
        var given = command.getSecrets();
        var names = ClusterNames.of(command.getSecondary());
        give(
                consul,
                management,
                ClusterPolicies.agentOfSecondary(names),
                names,
                AclTokens.AGENT,
                own(command, given.getAgentTokenCiphertext()));
        give(
                consul,
                management,
                ClusterPolicies.dns(),
                names,
                AclTokens.DNS,
                own(command, given.getDnsTokenCiphertext()));
        give(
                consul,
                management,
                ClusterPolicies.replication(),
                names,
                AclTokens.REPLICATION,
                own(command, given.getReplicationTokenCiphertext()));
    }

    private static void give(
            Consul consul, Secret management, AclPolicy policy, ClusterNames names, String purpose, Secret secret)
            throws IOException, InterruptedException {
        var unused = AclTokens.ensure(
                consul, management, policy, names.aclAccessorId(purpose).toString(), secret);
    }

    private Secret own(AdmitSecondary command, String ciphertext) {
        return secrets.decrypt(command.getSecondary().getClusterId(), ciphertext);
    }
}
