package io.proconsul.worker.snapshot.acl;

import io.proconsul.wire.DeleteAclToken;
import io.proconsul.wire.Done;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.TransitSecrets;
import io.proconsul.worker.snapshot.consul.Leader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Deletes a token of the cluster's users; one that is not there is deleted. */
@Singleton
public class DeleteAclTokenActivity implements Activity<DeleteAclToken> {
    private final Leader leader;
    private final TransitSecrets secrets;

    public DeleteAclTokenActivity(Leader leader, TransitSecrets secrets) {
        this.leader = leader;
        this.secrets = secrets;
    }

    @Override
    public Class<DeleteAclToken> command() {
        return DeleteAclToken.class;
    }

    @Override
    public Outcome perform(DeleteAclToken command, Attempt attempt) {
        try {
            var management =
                    secrets.decrypt(command.getCluster().getClusterId(), command.getBootstrapTokenCiphertext());
            var deleted = leader.of(command.getCluster(), command.getCaPem(), command.getServers())
                    .deleteToken(management, command.getAccessorId());
            return Outcome.succeeded(new Done(deleted ? 1 : 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }
}
