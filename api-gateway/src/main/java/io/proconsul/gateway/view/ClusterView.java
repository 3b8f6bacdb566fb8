package io.proconsul.gateway.view;

import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The clusters as the orchestrator last described them, deleted ones included. */
public interface ClusterView {

    /** Whether everything that was known when this instance started has been read; before that, reads would lie. */
    boolean isCurrent();

    Optional<ClusterState> find(Scope scope);

    /** The clusters of one resource group, by name. */
    List<ClusterState> inGroup(Group group);

    /**
     * The clusters of one resource group whose names come after that one, by name; all of them after the empty name. What
     * is created or deleted meanwhile moves no other cluster.
     */
    Stream<ClusterState> inGroupAfter(Group group, String name);

    /** The clusters that belong to one managed application, whatever the letter case of its id. */
    List<ClusterState> ofApplication(String applicationId);

    /** The clusters of a tenant that have work under way, in no order; costs nothing for all the others. */
    Stream<ClusterState> underWayOf(String tenantId);

    /** All clusters, in no order. */
    Stream<ClusterState> all();

    /** Waits until the cluster's state satisfies the condition; empty if it did not in that time. */
    Optional<ClusterState> await(Scope scope, Predicate<ClusterState> condition, Duration patience);
}
