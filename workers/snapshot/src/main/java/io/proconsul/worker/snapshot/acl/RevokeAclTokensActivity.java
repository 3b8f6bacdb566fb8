package io.proconsul.worker.snapshot.acl;

import io.proconsul.wire.Done;
import io.proconsul.wire.RevokeAclTokens;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.TransitSecrets;
import io.proconsul.worker.snapshot.consul.Consul;
import io.proconsul.worker.snapshot.consul.Leader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Deletes the tokens that the cluster's users were once given, but for the one that they have now. */
@Singleton
public class RevokeAclTokensActivity implements Activity<RevokeAclTokens> {
    private final Leader leader;
    private final TransitSecrets secrets;

    public RevokeAclTokensActivity(Leader leader, TransitSecrets secrets) {
        this.leader = leader;
        this.secrets = secrets;
    }

    @Override
    public Class<RevokeAclTokens> command() {
        return RevokeAclTokens.class;
    }

    @Override
    public Outcome perform(RevokeAclTokens command, Attempt attempt) {
        try {
            return revoke(leader.of(command.getCluster(), command.getCaPem(), command.getServers()), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private Outcome revoke(Consul consul, RevokeAclTokens command) throws IOException, InterruptedException {
        var management = secrets.decrypt(command.getCluster().getClusterId(), command.getBootstrapTokenCiphertext());
        var users = AclTokens.describeUsers(command.getCluster());
        var revoked = 0;
        for (var token : consul.tokens(management)) {
            if (token.description().equals(users)
                    && !token.accessorId().equals(command.getKeptAccessorId())
                    && consul.deleteToken(management, token.accessorId())) {
                revoked++;
            }
        }
        return Outcome.succeeded(new Done(revoked));
    }
}
