package io.proconsul.worker.snapshot.acl;

import io.proconsul.wire.Done;
import io.proconsul.wire.ExpelSecondary;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.TransitSecrets;
import io.proconsul.worker.snapshot.consul.Leader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Deletes from the primary what servers and users of a secondary had there; what is not there is deleted. */
@Singleton
public class ExpelSecondaryActivity implements Activity<ExpelSecondary> {
    private static final List<String> TOKENS = List.of(AclTokens.REPLICATION, AclTokens.AGENT, AclTokens.DNS);

    private final Leader leader;
    private final TransitSecrets secrets;

    public ExpelSecondaryActivity(Leader leader, TransitSecrets secrets) {
        this.leader = leader;
        this.secrets = secrets;
    }

    @Override
    public Class<ExpelSecondary> command() {
        return ExpelSecondary.class;
    }

    @Override
    public Outcome perform(ExpelSecondary command, Attempt attempt) {
        try {
            return Outcome.succeeded(new Done(expel(command)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private int expel(ExpelSecondary command) throws IOException, InterruptedException {
        var consul = leader.of(command.getCluster(), command.getCaPem(), command.getServers());
        var management = secrets.decrypt(command.getCluster().getClusterId(), command.getBootstrapTokenCiphertext());
        var names = ClusterNames.of(command.getSecondary());
        var changes = 0;
        for (var purpose : TOKENS) {
            changes +=
                    consul.deleteToken(management, names.aclAccessorId(purpose).toString()) ? 1 : 0;
        }
        var users = AclTokens.describeUsers(command.getSecondary());
        for (var token : consul.tokens(management)) {
            var theirs = token.description().equals(users);
            changes += theirs && consul.deleteToken(management, token.accessorId()) ? 1 : 0;
        }
        var policy = ClusterPolicies.agentOfSecondary(names).name();
        return changes + (consul.deletePolicy(management, policy) ? 1 : 0);
    }
}
