package io.proconsul.worker.snapshot.roll;

import io.proconsul.wire.ClusterAccess;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.Server;
import java.util.List;

/** The servers of a cluster, and how they are asked. */
record Members(ClusterRef cluster, ClusterAccess access) {

    List<Server> servers() {
        return access.getServers();
    }
}
