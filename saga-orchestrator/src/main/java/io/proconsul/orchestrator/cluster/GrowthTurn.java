package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.INFRA;
import static io.proconsul.orchestrator.cluster.Workers.SNAPSHOT;
import static io.proconsul.saga.Retry.fixed;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Step;
import io.proconsul.wire.AwaitServer;
import io.proconsul.wire.ClusterAccess;
import io.proconsul.wire.ClusterGrowth;
import io.proconsul.wire.ConfigurationPublished;
import io.proconsul.wire.IdentityCreated;
import io.proconsul.wire.LaunchServers;
import io.proconsul.wire.NetworkReady;
import io.proconsul.wire.RemoveServer;
import io.proconsul.wire.ServerAwaited;
import io.proconsul.wire.ServersLaunched;
import io.proconsul.wire.StorageCreated;
import io.proconsul.wire.TerminateServers;
import java.util.List;

/** One more server of a cluster that grows: its machine, and the wait until the cluster is whole with it. */
record GrowthTurn(Step<ClusterGrowth, ServersLaunched> launch, Step<ClusterGrowth, ServerAwaited> await) {

    private static final String LAUNCH = "launch-server-";

    /** What a machine is put into. */
    record Place(
            Step<ClusterGrowth, NetworkReady> network,
            Step<ClusterGrowth, IdentityCreated> identity,
            Step<ClusterGrowth, StorageCreated> storage,
            Step<ClusterGrowth, ConfigurationPublished> configuration) {}

    static GrowthTurn of(SagaBuilder<ClusterGrowth> saga, int number, Place place) {
        var launch = saga.step(LAUNCH + number, ServersLaunched.class)
                .by(INFRA)
                .command((in, got) -> new LaunchServers( // those that are there already stay as they are
                        in.getCluster().getRef(),
                        Growth.upTo(in, number),
                        got.from(place.network()).getSubnetId(),
                        got.from(place.identity()),
                        got.from(place.storage()),
                        got.from(place.configuration()).getManifestPaths(),
                        in.getCluster().getSpec().getExternalEndpoint()))
                .compensate(in -> new TerminateServers(
                        in.getCluster().getRef(), Growth.upTo(in, number), Growth.upTo(in, number - 1)))
                .finishWithin(ofHours(1));
        var await = saga.step("await-server-" + number, ServerAwaited.class)
                .by(SNAPSHOT)
                .command((in, got) -> new AwaitServer(
                        in.getCluster().getRef(),
                        access(in, got.from(launch)),
                        Growth.index(in, number),
                        Updates.running(in.getCluster())))
                .compensate(
                        in -> new RemoveServer(in.getCluster().getRef(), Growth.access(in), Growth.index(in, number)))
                .retry(fixed(ofSeconds(5)))
                .finishWithin(ofMinutes(30));
        return new GrowthTurn(launch, await);
    }

    Plan<ClusterGrowth> inOrder(SagaBuilder<ClusterGrowth> saga) {
        return saga.inOrder(launch, await);
    }

    /** All servers that there are after this turn. */
    static ServersLaunched launched(int number, Results got) {
        return got.result(LAUNCH + number, ServersLaunched.class);
    }

    private static ClusterAccess access(ClusterGrowth in, ServersLaunched launched) {
        var cluster = in.getCluster();
        return new ClusterAccess(
                cluster.getCaPem(), List.copyOf(launched.getServers()), cluster.getBootstrapTokenCiphertext());
    }
}
