package io.proconsul.worker.snapshot.acl;

import io.proconsul.wire.CreateAclToken;
import io.proconsul.wire.Done;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.TransitSecrets;
import io.proconsul.worker.snapshot.consul.Consul;
import io.proconsul.worker.snapshot.consul.Consul.AclToken;
import io.proconsul.worker.snapshot.consul.Leader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;

/**
 * Creates the management token that the cluster's users are given, and then deletes the one that it replaces.
 *
 * <p>When nobody waits for the secret any more, no token is created. One that is there already is another matter: the
 * old one may be gone by then, so the only way that leaves a token is the way forward.
 */
@Singleton
public class CreateAclTokenActivity implements Activity<CreateAclToken> {
    /** By which the tokens of the users are told from those that users have made themselves. */
    private final Leader leader;

    private final TransitSecrets secrets;
    private final Clock clock;

    public CreateAclTokenActivity(Leader leader, TransitSecrets secrets, Clock clock) {
        this.leader = leader;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Class<CreateAclToken> command() {
        return CreateAclToken.class;
    }

    @Override
    public Outcome perform(CreateAclToken command, Attempt attempt) {
        try {
            var consul = leader.of(command.getCluster(), command.getCaPem(), command.getServers());
            return create(consul, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private Outcome create(Consul consul, CreateAclToken command) throws IOException, InterruptedException {
        var clusterId = command.getCluster().getClusterId();
        var management = secrets.decrypt(clusterId, command.getBootstrapTokenCiphertext());
        var token = command.getToken();
        var secret = secrets.decrypt(clusterId, token.getSecretCiphertext());
        var isThere = consul.accessor(secret).isPresent();
        if (!isThere) {
            if (clock.instant().isAfter(token.getWaitedForUntil())) {
                return Outcome.permanent("NobodyWaits", "the token was waited for until " + token.getWaitedForUntil());
            }
            consul.createToken(
                    management,
                    new AclToken(
                            token.getAccessorId(),
                            secret,
                            AclTokens.describeUsers(command.getCluster()),
                            ClusterPolicies.MANAGEMENT_ID));
        }
        var replaced = command.getReplacedAccessorId();
        var deleted = !replaced.isEmpty() && consul.deleteToken(management, replaced);
        return Outcome.succeeded(new Done((isThere ? 0 : 1) + (deleted ? 1 : 0)));
    }
}
