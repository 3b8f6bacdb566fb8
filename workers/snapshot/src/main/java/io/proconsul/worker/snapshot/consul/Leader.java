package io.proconsul.worker.snapshot.consul;

import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.Server;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/**
 * Finds the server to talk to. Always the leader: a token that it has just created may not have reached the others, and
 * a snapshot of it is consistent without another hop.
 */
@Singleton
public class Leader {
    private final ConsulServers consuls;

    public Leader(ConsulServers consuls) {
        this.consuls = consuls;
    }

    /** @throws NoLeaderException if no server that answers knows of a leader among these servers */
    public Consul of(ClusterRef cluster, String caPem, List<Server> servers) throws InterruptedException {
        var seen = new NoLeaderException(cluster.getClusterId());
        for (var server : servers) {
            try {
                var leader =
                        consuls.open(server, caPem, cluster.getDatacenter()).leader();
                var found = servers.stream()
                        .filter(each ->
                                leader.filter(address -> isAt(each, address)).isPresent())
                        .findFirst();
                if (found.isPresent()) {
                    return consuls.open(found.get(), caPem, cluster.getDatacenter());
                }
            } catch (IOException e) {
                seen.addSuppressed(e);
            }
        }
        throw seen;
    }

    /** Whether the RPC address, host and port, is the server's. */
    public static boolean isAt(Server server, String rpcAddress) {
        var colon = rpcAddress.lastIndexOf(':');
        return colon > 0 && rpcAddress.substring(0, colon).equals(server.getAddress());
    }
}
