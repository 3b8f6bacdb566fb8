package io.proconsul.gateway.upgrade;

import io.proconsul.gateway.command.Commands;
import io.proconsul.gateway.command.Request;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.GrowCluster;
import io.proconsul.wire.Scope;
import io.proconsul.wire.UpdateCluster;

/** What an update asks for: one operation. */
sealed interface Wanted {

    ClusterCommand command(Scope scope, Request request);

    /** More servers. */
    record Growth(GrowCluster body) implements Wanted {
        @Override
        public ClusterCommand command(Scope scope, Request request) {
            return Commands.grow(scope, body, request);
        }
    }

    /** What the servers run. */
    record Update(UpdateCluster body) implements Wanted {
        @Override
        public ClusterCommand command(Scope scope, Request request) {
            return Commands.update(scope, body, request);
        }
    }
}
