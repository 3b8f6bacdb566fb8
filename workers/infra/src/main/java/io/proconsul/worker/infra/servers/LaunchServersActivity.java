package io.proconsul.worker.infra.servers;

import io.proconsul.wire.LaunchServers;
import io.proconsul.wire.Server;
import io.proconsul.wire.ServersLaunched;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Converger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;

/** Launches all servers at once, and tells their addresses when all run. */
@ApplicationScoped
public class LaunchServersActivity implements Activity<LaunchServers> {

    private static final Duration ADDRESS_POLL = Duration.ofSeconds(1);

    private final Converger converger;
    private final PrivateAddresses addresses;
    private final ServersConfig config;

    public LaunchServersActivity(Converger converger, PrivateAddresses addresses, ServersConfig config) {
        this.converger = converger;
        this.addresses = addresses;
        this.config = config;
    }

    @Override
    public Class<LaunchServers> command() {
        return LaunchServers.class;
    }

    @Override
    public Outcome perform(LaunchServers command, Attempt attempt) {
        var tags = ClusterNames.of(command.getCluster()).tags(attempt);
        var scaleSets = ServerScaleSet.desired(command, tags, config);
        return converger.converge(
                scaleSets, attempt, seen -> launched(ClusterResources.of(command.getCluster()), command.getServers()));
    }

    private Outcome launched(ClusterResources cluster, int servers) {
        var launched = new ArrayList<Server>();
        for (var index = 0; index < servers; index++) {
            var address = addresses.of(cluster.scaleSet(index));
            if (address.isEmpty()) {
                return Outcome.pending("{}", ADDRESS_POLL);
            }
            launched.add(new Server(index, cluster.names().node(index), ServerScaleSet.zone(index), address.get()));
        }
        return Outcome.succeeded(new ServersLaunched(launched));
    }
}
