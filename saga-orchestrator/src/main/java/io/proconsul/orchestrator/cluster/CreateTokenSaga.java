package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.SNAPSHOT;
import static io.proconsul.saga.Retry.exponential;
import static java.time.Duration.ofSeconds;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.CreateAclToken;
import io.proconsul.wire.CreateToken;
import io.proconsul.wire.DeleteAclToken;
import io.proconsul.wire.Done;
import io.proconsul.wire.TokenCreation;

/**
 * Gives the users of a running cluster a new management token in the place of the one they have. The new one is there
 * before the old one goes; if the new one cannot be had, it is removed, and the old one stays what the cluster's
 * document says it is. The control plane's own token is not touched.
 */
public final class CreateTokenSaga implements Saga<CreateToken, TokenCreation> {

    @Override
    public String name() {
        return "create-token";
    }

    @Override
    public Lifecycle lifecycle() {
        return Phases.WHILE_RUNNING;
    }

    @Override
    public Class<CreateToken> command() {
        return CreateToken.class;
    }

    @Override
    public Class<TokenCreation> input() {
        return TokenCreation.class;
    }

    @Override
    public Admission<TokenCreation> admit(CreateToken command, Subject subject) {
        return RunningCluster.admit(subject, cluster -> Admission.admitted(new TokenCreation(cluster, command)));
    }

    @Override
    public Plan<TokenCreation> define(SagaBuilder<TokenCreation> saga) {
        return saga.step("create-acl-token", Done.class)
                .by(SNAPSHOT)
                .command(CreateTokenSaga::create)
                .compensate(CreateTokenSaga::delete)
                .retry(exponential(ofSeconds(1), ofSeconds(10)).upTo(8));
    }

    private static CreateAclToken create(TokenCreation in) {
        var cluster = in.getCluster();
        return new CreateAclToken(
                cluster.getRef(),
                cluster.getCaPem(),
                cluster.getServers(),
                cluster.getBootstrapTokenCiphertext(),
                in.getToken(),
                cluster.getUserTokenAccessorId());
    }

    private static DeleteAclToken delete(TokenCreation in) {
        var cluster = in.getCluster();
        return new DeleteAclToken(
                cluster.getRef(),
                cluster.getCaPem(),
                cluster.getServers(),
                cluster.getBootstrapTokenCiphertext(),
                in.getToken().getAccessorId());
    }

    @Override
    public Object conclusion(TokenCreation input, Results got) {
        return Cluster.newBuilder(input.getCluster())
                .setUserTokenAccessorId(input.getToken().getAccessorId())
                .build();
    }
}
