package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.INFRA;
import static io.proconsul.orchestrator.cluster.Workers.SNAPSHOT;
import static io.proconsul.saga.Retry.exponential;
import static io.proconsul.saga.Retry.fixed;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Step;
import io.proconsul.wire.AwaitServer;
import io.proconsul.wire.ChooseServer;
import io.proconsul.wire.ClusterUpdate;
import io.proconsul.wire.ConsulProvided;
import io.proconsul.wire.ServerAwaited;
import io.proconsul.wire.ServerChosen;
import io.proconsul.wire.ServerUpdated;
import io.proconsul.wire.UpdateServer;
import java.util.List;
import java.util.Optional;

/** One server's turn in an update: which one it is was not known before, so each turn begins with the choice. */
record UpdateTurn(
        Step<ClusterUpdate, ServerChosen> choose,
        Step<ClusterUpdate, ServerUpdated> update,
        Step<ClusterUpdate, ServerAwaited> await) {

    private static final String AWAIT = "await-server-";

    /** @param before the turns before this one */
    static UpdateTurn of(
            SagaBuilder<ClusterUpdate> saga,
            int number,
            Step<ClusterUpdate, ConsulProvided> consul,
            List<UpdateTurn> before) {
        var earlier = List.copyOf(before);
        var choose = saga.step("choose-server-" + number, ServerChosen.class)
                .by(SNAPSHOT)
                .command((in, got) ->
                        new ChooseServer(in.getCluster().getRef(), Updates.access(in), done(in, earlier, got)))
                .retry(exponential(ofSeconds(1), ofSeconds(10)).upTo(8))
                .finishWithin(ofMinutes(15));
        var update = saga.step("update-server-" + number, ServerUpdated.class)
                .by(INFRA)
                .command((in, got) -> new UpdateServer(
                        in.getCluster().getRef(), got.from(choose).getIndex(), got.from(consul), in.getAuditLogging()))
                .finishWithin(ofMinutes(30));
        var await = saga.step(AWAIT + number, ServerAwaited.class) // no other server is touched before
                .by(SNAPSHOT)
                .command((in, got) -> new AwaitServer(
                        in.getCluster().getRef(),
                        Updates.access(in),
                        got.from(choose).getIndex(),
                        in.getConsulVersion()))
                .retry(fixed(ofSeconds(5)))
                .finishWithin(ofMinutes(30))
                .mustSucceed();
        return new UpdateTurn(choose, update, await);
    }

    Plan<ClusterUpdate> inOrder(SagaBuilder<ClusterUpdate> saga) {
        return saga.inOrder(choose, update, await);
    }

    /** The servers that have had their turn; all of them if there is nothing to do. */
    static List<ServerAwaited> done(ClusterUpdate in, List<UpdateTurn> turns, Results got) {
        if (!in.getWanted()) {
            return in.getCluster().getServers().stream()
                    .map(server -> new ServerAwaited(server.getIndex(), server.getName(), in.getConsulVersion(), true))
                    .toList();
        }
        return turns.stream()
                .map(turn -> turn.ending(got))
                .filter(server -> server.getIndex() >= 0)
                .toList();
    }

    /** How a turn ended, if it has. */
    static Optional<ServerAwaited> ending(int number, Results got) {
        return got.find(AWAIT + number, ServerAwaited.class);
    }

    /** An operator who does not wait any longer means that the server has had its turn. */
    private ServerAwaited ending(Results got) {
        return got.find(await.name(), ServerAwaited.class)
                .orElseGet(() -> new ServerAwaited(got.from(choose).getIndex(), "", "", true));
    }
}
